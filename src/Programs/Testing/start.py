import os, sys
# Starts anew with one seed for all hashes, so that sets come in one order for all programs and at all times. Two lines of comments follow:
# the harness and its payload, each a JSON text.
RUN = "import json; lines = open('/scratch/main.py', encoding='utf-8').read().split('\\n'); " \
    "PAYLOAD = lines[-1][2:]; exec(compile(json.loads(lines[-2][2:]), 'harness.py', 'exec'))"
os.execve(sys.executable, [sys.executable, "-s", "-B", "-X", "utf8", "-c", RUN], {**os.environ, "PYTHONHASHSEED": "0"})
