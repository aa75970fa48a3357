"""Handles EC2 requests as moto does when only moto's default resources exist.

Reads one JSON string per line, the body of a request, and writes one JSON object
per line: {"status": 400, "body": "..."}, {"raised": "KeyError: 'x'"}, or
{"died": "exit status -9"}. Send the next line after the response to the last one.

A child serves requests until one may have created something. Its parent, in which
nothing exists, then forks the next one: that is faster than moto's own reset.
"""

import gc
import json
import os
import random
import resource
import signal
import sys

import moto
from moto.ec2.responses import EC2Response
from werkzeug.test import EnvironBuilder

SECONDS = 5  # of CPU time that a request may take
BYTES = 4 << 30  # of memory that a child may have
CHANGED, ENDED = 0, 3
HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
    "Authorization": "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/ec2/aws4_request, "
    "SignedHeaders=host, Signature=none",
}


def send(body):
    builder = EnvironBuilder(method="POST", base_url="http://ec2.us-east-1.amazonaws.com", data=body, headers=HEADERS)
    request = builder.get_request()
    try:
        status, _, text = EC2Response.dispatch(request, request.url, request.headers)
    except Exception as e:  # every exception of moto is a result
        return {"raised": f"{type(e).__name__}: {e}"}
    return {"status": status, "body": text if isinstance(text, str) else text.decode("utf-8", "replace")}


def unchanged(body, result):
    """Reports whether a request left everything as it was."""
    return result.get("status", 200) >= 400 or "Action=Describe" in body or "Action=Get" in body


def serve(out):
    """Handles requests until one changes something. Returns the exit status of the child."""
    for line in sys.stdin:
        body = json.loads(line)
        random.seed(1)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        result = send(body)
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps(result), file=out, flush=True)
        if not unchanged(body, result):
            return CHANGED
    return ENDED


def main():
    out, sys.stdout = sys.stdout, sys.stderr
    send("Action=DescribeVpcs&Version=2016-11-15")
    print(json.dumps({"version": moto.__version__}), file=out, flush=True)
    gc.freeze()
    how = CHANGED
    while how != ENDED:
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
            os._exit(serve(out))
        how = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if how not in (CHANGED, ENDED):
            print(json.dumps({"died": f"exit status {how}"}), file=out, flush=True)


main()
