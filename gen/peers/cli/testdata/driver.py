"""Runs command lines through the AWS CLI, each in a fork of one process.

Reads one JSON list of arguments per line, writes one JSON object per line: the
exit code, and what was printed. The AWS CLI takes half a second to start and to
read the model. Here that happens once: a fork inherits the driver with the
table of EC2's commands, and has the rest of its state to itself.
"""
import gc
import io
import json
import os
import sys
import time

from awscli import clidriver

time.sleep = lambda seconds: None  # waiters


def warm():
    """Returns a driver that has read all that does not depend on a command line."""
    driver = clidriver.create_clidriver()
    driver._get_command_table()["ec2"]._get_command_table()
    session = driver.session
    session.create_client("ec2", "us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    session.get_paginator_model("ec2")
    session.get_waiter_model("ec2")
    gc.collect()
    gc.freeze()
    return driver


def run(driver, args):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    sys.stdout, sys.stderr = out, err
    try:
        if any("--debug".startswith(a.split("=")[0]) and len(a) > 3 for a in args):
            driver = None  # logging is set up when the driver is made
        code = clidriver.AWSCLIEntryPoint(driver).main(args)
    except SystemExit as e:
        code = e.code
    except BaseException as e:  # what main itself would print
        err.write(repr(e))
        code = 255
    return {
        "code": code or 0,
        "stdout": out.buffer.getvalue().decode("utf-8", "replace"),
        "stderr": err.buffer.getvalue().decode("utf-8", "replace"),
    }


def forked(driver, args):
    child = os.fork()
    if child == 0:
        with os.fdopen(1, "wb") as real:
            real.write(json.dumps(run(driver, args)).encode() + b"\n")
        os._exit(0)
    os.waitpid(child, 0)


driver = warm()
for line in sys.stdin:
    forked(driver, json.loads(line))
