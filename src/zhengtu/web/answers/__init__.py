"""What pages and API both show, as plain values put together from queries/pages. No HTTP and no HTML live here."""
