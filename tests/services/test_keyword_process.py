import os
import signal

import pytest

from scriptwriter.domain.errors import Failure
from scriptwriter.services import keywords
from scriptwriter.services.keyword_process import KeywordProcess

TEXT = "The lighthouse is dark tonight, and the harbour is empty. Somebody must light the lighthouse lamp."


def test_it_proposes_what_the_service_proposes():
    process = KeywordProcess()
    try:
        assert process.propose(TEXT, 5, ["harbour"]) == [word.text for word in keywords.propose(TEXT, 5, ["harbour"])]
        assert process.propose("", 5) == []
        assert process.propose("\ud83d \u2028 \0 é", 5) is not None
    finally:
        process.close()
        process.close()


def test_a_killed_process_is_told_and_comes_back():
    process = KeywordProcess()
    try:
        process.propose(TEXT, 3)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(Failure):
            process.propose(TEXT, 3)
        assert process.propose(TEXT, 3)
    finally:
        process.close()
