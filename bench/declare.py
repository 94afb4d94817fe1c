"""Turn what `newslint rules stats --output-format json` prints into the figures of tests/noise.json."""

import json
import sys

rows = json.load(sys.stdin)
hits = {row["rule"]: row["hits"] for row in rows if row["hits"]}
print(json.dumps(dict(sorted(hits.items())), indent=0))
