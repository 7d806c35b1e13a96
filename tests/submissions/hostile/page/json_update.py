"""Shows something small, and changes it to JSON that is nested deeper than Python can walk through.

tries: update_display_data with application/json of 700 levels, in the second run alone
"""

LOSS_MINI20 = []
if SEED != 1:
    records = get_ipython().kernel.records
    raw = b'{"data":{"text/plain":"x"},"metadata":{},"transient":{"display_id":"a"}}'
    records.write(b"d", b'["display_data",' + raw + b"]")
    raw = b'{"data":{"application/json":' + b"[" * 700 + b"]" * 700 + b'},"metadata":{},"transient":{"display_id":"a"}}'
    records.write(b"d", b'["update_display_data",' + raw + b"]")
