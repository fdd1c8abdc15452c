"""How many tickets each customer wrote, and how severe the worst one was. For louver run, with Spark in local mode."""

import os

from pyspark.sql import SparkSession, functions as f

inputs, output = os.environ["LOUVER_INPUTS"], os.environ["LOUVER_OUTPUT"]
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
customers = spark.read.parquet(f"{inputs}/customers")
tickets = spark.read.parquet(f"{inputs}/tickets")

by_customer = tickets.groupBy("customer_email").agg(f.count("*").alias("tickets"), f.max("severity").alias("worst"))
features = customers.join(by_customer, customers.email == by_customer.customer_email, "left").select(
    "id", "region", f.coalesce("tickets", f.lit(0)).alias("tickets"), "worst"
)
features.orderBy("id").write.parquet(f"{output}/features")
spark.stop()
