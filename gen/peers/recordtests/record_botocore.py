"""Saves the EC2 requests of a Python program that uses boto3, for make recorded.

As a plugin of pytest, in a copy of the program, which may be a fake EC2 itself:

    EC2GEN_RECORD=REQUESTS/PROGRAM PYTHONPATH=DIR_OF_THIS_FILE python3 -m pytest -p record_botocore tests/test_ec2

Each different request becomes a file OPERATION-HASH.body in that directory. A request
with an error response is not saved: it may be a mistake that a test makes on purpose.
"""

import hashlib
import os
import urllib.parse

from botocore.endpoint import Endpoint

DIRECTORY = os.environ["EC2GEN_RECORD"]
os.makedirs(DIRECTORY, exist_ok=True)
send_request = Endpoint._send_request


def recording_send_request(self, request, operation):
    response, parsed = send_request(self, request, operation)
    if operation.service_model.service_name == "ec2" and response.status_code < 300:
        save(request["body"])
    return response, parsed


def save(parameters):
    form = urllib.parse.urlencode(sorted(parameters.items()))
    name = "%s-%s.body" % (parameters["Action"], hashlib.sha256(form.encode()).hexdigest()[:10])
    with open(os.path.join(DIRECTORY, name), "w") as file:
        file.write(form)


Endpoint._send_request = recording_send_request
