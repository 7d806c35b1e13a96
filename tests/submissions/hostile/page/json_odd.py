r"""Shows JSON with halves of characters, numbers that are none, and numbers of thousands of digits.

tries: application/json with lone surrogates, NaN, 1e999, 4299 digits, empty and doubled keys
"""

LOSS_MINI20 = []
records = get_ipython().kernel.records
big = b"9" * 4299
raw = b'{"data":{"application/json":{"a":"\\ud800","\\udfff":NaN,"":[1e999,-Infinity,' + big + b'],"a":"\\u0000"}},"metadata":{"application/json":{"width":' + big + b'}},"transient":{}}'
records.write(b"d", b'["display_data",' + raw + b"]")
records.write(b"d", b'["execute_result",' + raw[:-1] + b',"execution_count":' + big + b"}]")
