"""Chat templates are programs from strangers: they run in a process of their own, bounded in everything.

A template in a GGUF file is Jinja code (CVE-2024-34359 was one that ran commands). It is rendered once per
form when a model is loaded, around a mark that stands for the user's message; the two halves are kept and
the writer's text never meets the template. The renderer runs in a child process in Jinja's immutable
sandbox, with two seconds, half a gigabyte and 64 KB of output; whatever goes wrong is one line.
"""

import json
import os
import subprocess
import sys
from typing import Any

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadModel
from scriptwriter.engine.children import child_environment, module_command
from scriptwriter.engine.compose import ChatFrame

_SECONDS = 2
#: Starting Python and Jinja on a busy machine takes a while itself, and is not the template's fault.
_START_SECONDS = 8
_MEMORY_BYTES = 512 * 1024 * 1024
_MAX_TEMPLATE_CHARS = 100_000
_MAX_OUTPUT_BYTES = 64 * 1024
#: Letters only, so that no template's escaping or trimming changes it.
_MARK = "SCRIPTWRITERPUTSTHETEXTHERE"

INSTRUCTIONS = {
    Form.SCRIPT: (
        "You are the co-author of a screenplay. You are given the script so far and continue it in the same "
        "voice and the same plain layout: a character's name alone on a line in capitals, the speech below it, "
        "a blank line between blocks. Answer with the continuation only."
    ),
    Form.PROSE: (
        "You are the co-author of a story. You are given the story so far and continue it in the same voice, "
        "tense and style. Answer with the continuation only."
    ),
}


def chat_frames(template: str, bos: str, eos: str) -> dict[Form, ChatFrame]:
    """The template around the user's message, for each form. Raises ``BadModel`` when it cannot be used."""
    if len(template) > _MAX_TEMPLATE_CHARS:
        raise BadModel(f"The model's chat template is {len(template)} characters long; too long to be one.")
    job = {
        "template": template,
        "bos_token": bos,
        "eos_token": eos,
        "messages": {form.value: _messages(form) for form in Form},
    }
    rendered = _run(job)
    return {form: _frame(rendered[form.value]) for form in Form}


def _messages(form: Form) -> list[dict[str, str]]:
    return [
        {"role": "system", "content": INSTRUCTIONS[form]},
        {"role": "user", "content": f"The text so far:\n---\n{_MARK}"},
    ]


def _frame(text: str) -> ChatFrame:
    before, mark, after = text.partition(_MARK)
    if not mark or _MARK in after:
        raise BadModel("The model's chat template does not pass the user's message on; choose another model.")
    return ChatFrame(before, after)


def _run(job: dict[str, Any]) -> dict[str, str]:
    try:
        done = subprocess.run(
            module_command("scriptwriter.engine.template"),
            input=json.dumps(job).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS + _START_SECONDS,
            env=child_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BadModel("The model's chat template runs without end; the model was not opened.") from None
    if done.returncode != 0 or len(done.stdout) > _MAX_OUTPUT_BYTES:
        raise BadModel("The model's chat template ran out of time or memory; the model was not opened.")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise BadModel(f"The model's chat template cannot be used: {answer['error']}")
    return answer["rendered"]


def _limit_self() -> None:
    """Processor time and memory, where the system can limit them (not on Windows, where the clock must do)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2])) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + _SECONDS, used + _SECONDS))


def _render(job: dict[str, Any]) -> dict[str, str]:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    offered: dict[str, Any] = {"raise_exception": _raise_exception, "strftime_now": lambda _format: ""}
    environment.globals.update(offered)
    template = environment.from_string(job["template"])
    rendered = {}
    for form, messages in job["messages"].items():
        rendered[form] = _render_one(template, messages, job)
    return rendered


def _render_one(template: Any, messages: list[dict[str, str]], job: dict[str, Any]) -> str:
    values = {
        "bos_token": job["bos_token"],
        "eos_token": job["eos_token"],
        "add_generation_prompt": True,
        "enable_thinking": False,
    }
    text = _with_messages(template, messages, values)
    if text is None or messages[0]["content"] not in text:
        # Some templates refuse a system message or leave it out: give the instruction to the user's turn.
        system, user = messages
        merged = [{"role": "user", "content": f"{system['content']}\n\n{user['content']}"}]
        return template.render(messages=merged, **values)
    return text


def _with_messages(template: Any, messages: list[dict[str, str]], values: dict[str, Any]) -> str | None:
    from jinja2.exceptions import TemplateError

    try:
        return template.render(messages=messages, **values)
    except TemplateError:
        return None


def _raise_exception(message: str) -> None:
    from jinja2.exceptions import TemplateError

    raise TemplateError(message)


def main() -> None:
    """Render the job on standard input; the answer goes to standard output."""
    job = json.load(sys.stdin)
    _limit_self()
    try:
        answer: dict[str, Any] = {"rendered": _render(job)}
    except Exception as error:  # noqa: BLE001 - whatever a stranger's template raises becomes one line
        answer = {"error": f"{type(error).__name__}: {error}".splitlines()[0][:200]}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
