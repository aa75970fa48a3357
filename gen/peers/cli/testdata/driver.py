"""Runs command lines through the AWS CLI in one process.

Reads one JSON list of arguments per line, writes one JSON object per line: the
exit code, and what was printed. The process of the AWS CLI takes half a second
to start; here only the first line does.
"""
import copy
import functools
import io
import json
import os
import sys
import time

from awscli import clidriver
from awscli.botocore import loaders

real = sys.stdout.buffer
time.sleep = lambda seconds: None  # waiters

# The model's files are read once. Nothing changes what was read.
loaders.JSONFileLoader.load_file = functools.lru_cache(None)(loaders.JSONFileLoader.load_file)


def run(args):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    sys.stdout, sys.stderr = out, err
    try:
        code = clidriver.AWSCLIEntryPoint().main(args)
    except SystemExit as e:
        code = e.code
    except BaseException as e:  # what main itself would print
        err.write(repr(e))
        code = 255
    finally:
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    return {
        "code": code or 0,
        "stdout": out.buffer.getvalue().decode("utf-8", "replace"),
        "stderr": err.buffer.getvalue().decode("utf-8", "replace"),
    }


for line in sys.stdin:
    real.write(json.dumps(run(json.loads(line))).encode() + b"\n")
    real.flush()
