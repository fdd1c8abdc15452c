"""How many tickets each customer wrote, and how severe the worst one was. For louver run."""

import os

import pandas as pd

inputs, output = os.environ["LOUVER_INPUTS"], os.environ["LOUVER_OUTPUT"]
customers = pd.read_parquet(f"{inputs}/customers")
tickets = pd.read_parquet(f"{inputs}/tickets")

by_customer = tickets.groupby("customer_email").agg(tickets=("ticket_id", "size"), worst=("severity", "max"))
features = customers.merge(by_customer, left_on="email", right_index=True, how="left")
features = features[["id", "region", "tickets", "worst"]].sort_values("id")
features["tickets"] = features["tickets"].fillna(0).astype("int64")
features["worst"] = features["worst"].astype("Int64")
features.to_parquet(f"{output}/features.parquet", index=False)
