"""How many tickets each customer wrote, and how severe the worst one was. For louver run."""

import os

import duckdb

inputs, output = os.environ["LOUVER_INPUTS"], os.environ["LOUVER_OUTPUT"]

duckdb.sql(f"""
    COPY (
      SELECT c.id, c.region, count(t.ticket_id) AS tickets, max(t.severity) AS worst
      FROM '{inputs}/customers/*.parquet' c
      LEFT JOIN '{inputs}/tickets/*.parquet' t ON t.customer_email = c.email
      GROUP BY ALL
      ORDER BY id
    ) TO '{output}/features.parquet'""")
