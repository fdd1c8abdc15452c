"""How many tickets each customer wrote, and how severe the worst one was. For louver run."""

import os

import polars as pl

inputs, output = os.environ["LOUVER_INPUTS"], os.environ["LOUVER_OUTPUT"]
customers = pl.scan_parquet(f"{inputs}/customers/*.parquet")
tickets = pl.scan_parquet(f"{inputs}/tickets/*.parquet")

by_customer = tickets.group_by("customer_email").agg(
    pl.len().cast(pl.Int64).alias("tickets"), pl.col("severity").max().alias("worst")
)
(
    customers.join(by_customer, left_on="email", right_on="customer_email", how="left")
    .select("id", "region", pl.col("tickets").fill_null(0), "worst")
    .sort("id")
    .collect()
    .write_parquet(f"{output}/features.parquet")
)
