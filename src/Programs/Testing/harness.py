"""Runs a program's tests inside of the sandbox, each in a process of its own, and reports each in one line of JSON.

PAYLOAD, JSON, has the program, the question's code that it may go on from, and jobs: programs that read standard input, calls of a
function, and scripts of assertions. What a test expects of output or result never comes in here: that is compared outside.
"""
import ast
import copy
import ctypes
import hashlib
import json
import math
import os
import random
import re
import resource
import select
import signal
import sys
import textwrap
import time
import types

# Programs of contest sites are written for a judge that has these at hand, as LiveCodeBench's own has.
MODULES = "string re datetime collections heapq bisect copy math random statistics itertools functools operator io sys json".split()
CONTEST = "".join(f"from {name} import *\n" for name in [*MODULES, "builtins", "typing"]) + "".join(
    f"import {name}\n" for name in MODULES) + "sys.setrecursionlimit(50000)\n"

# Where a completion that went on for too long is cut, as those who sample completions cut it.
STOPS = ("\nclass ", "\ndef ", "\n#", "\nif ", "\nprint", "\n@", "\n```", "\nassert ")

CALLS = 24
CALL_SECONDS = 1


def compiles(source):
    try:
        compile(source, "main.py", "exec", dont_inherit=True)
        return True
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False


def defines(source, name):
    """Whether a source that compiles gives a name a meaning at its top level."""
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if node.name in (name, "Solution"):
                return True
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            return True
    return False


def readings(text):
    """The text as it stands, and what is left of it without prose before or after."""
    yield text
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if re.match(
        r"(def|class|import|from|async def|for|while|if|try|with|print|input)\b|@|[A-Za-z_]\w*(\s*,\s*[A-Za-z_]\w*)*\s*=(?!=)", line)), None)
    if first is not None:
        for last in range(len(lines), max(first, len(lines) - 60), -1):
            yield "\n".join(lines[first:last])


def assemble(program, prompt, entry):
    """The source to test: the program, after the code of its question where it goes on from that; None when nothing compiles."""
    program = program.replace("\r\n", "\n").lstrip("\ufeff")
    program = "\n".join(line for line in program.split("\n") if not re.fullmatch(r"\s*\[/?(BEGIN|DONE|END|PYTHON|CODE|ANSWER)\]\s*", line))
    if "\t" in program and not compiles(program):
        program = program.expandtabs(4)
    if not prompt or not entry:
        return next(filter(compiles, readings(program)), None)

    stub = next((p for p in (prompt, prompt.rstrip() + "\n    pass\n") if compiles(p) and defines(p, entry)), None)
    for text in readings(program):
        if compiles(text) and defines(text, entry):
            whole = (stub or "") + "\n" + text
            return whole if stub and compiles(whole) else text
    for text in (program, cut(program)):
        for body in (text, "    " + text.lstrip(), textwrap.indent(textwrap.dedent(text), "    ")):
            whole = prompt.rstrip(" ") + ("" if prompt.endswith("\n") else "\n") + body + "\n"
            if compiles(whole) and defines(whole, entry):
                return whole
    return next(filter(compiles, readings(program)), None)


def cut(text):
    return text[:min((at for at in (text.find(stop) for stop in STOPS) if at >= 0), default=len(text))]


def module(name, *sources):
    """A module of that name, from sources one after the other: only "__main__" does what it does when it is run on its own."""
    made = types.ModuleType(name)
    sys.modules[name] = made
    for source in sources:
        exec(compile(source, "main.py", "exec", dont_inherit=True), made.__dict__)
    return made.__dict__


# ----------------------------------------------------------------------------------------------------- one kind of job each

def read_input(job, source, tell):
    path = "/scratch/.input"
    with open(path, "w", encoding="utf-8") as file:
        file.write(job["input"])
    handle = os.open(path, os.O_RDONLY)
    os.unlink(path)
    os.dup2(handle, 0)
    os.close(handle)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
    try:
        module("__main__", CONTEST, source)
    except SystemExit:
        pass
    sys.stdout.flush()
    tell("")


def call(job, source, tell):
    target = function(module("program", CONTEST, source), job["entry"])
    result = target(*job["arguments"])
    tell(json.dumps(plain(result), allow_nan=True))


class Untestable(Exception):
    """The tests themselves do not work here: a module of theirs is missing, or they are no Python."""


def tested(what):
    """Does what the tests ask for, not the program: what they lack is no fault of the program's."""
    try:
        return what()
    except (ImportError, SyntaxError) as error:
        where = error.__traceback__
        while where.tb_next and where.tb_next.tb_frame.f_code.co_filename in ("main.py", "test.py"):
            where = where.tb_next
        if where.tb_frame.f_code.co_filename == "main.py" and where.tb_frame.f_code.co_name != "<module>":
            raise  # The program's own, when a test called it.
        raise Untestable(f"the tests do not run: {error}") from None


def keep_unittest(test):
    """What a program could patch in unittest, where its tests use it."""
    if "unittest" not in test:
        return []
    import unittest
    from unittest import case, loader, result, suite
    return [(owner, dict(vars(owner))) for owner in (
        case.TestCase, case._Outcome, loader.TestLoader, result.TestResult, suite.TestSuite, suite.BaseTestSuite, unittest)]


def restore(kept):
    for owner, was in kept:
        for name in set(vars(owner)) - set(was):
            if not isinstance(vars(owner)[name], types.ModuleType):  # A part of unittest that was imported since.
                delattr(owner, name)
        for name, value in was.items():
            if vars(owner).get(name) is not value:
                setattr(owner, name, value)


def script(job, source, tell):
    unpatched = keep_unittest(job["test"])
    names = tested(lambda: module("program", job["setup"]))
    exec(compile(source, "main.py", "exec", dont_inherit=True), names)
    restore(unpatched)
    code = tested(lambda: compile(job["test"], "test.py", "exec", dont_inherit=True))
    tested(lambda: exec(code, names))
    if job["entry"] and callable(names.get("check")):
        names["check"](names[job["entry"]])
    cases = [c for c in names.values() if isinstance(c, type) and any(b.__module__.startswith("unittest") for b in c.__mro__[1:])]
    if cases:
        import unittest
        suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in cases)
        result = unittest.TestResult()
        suite.run(result)
        if not result.wasSuccessful() or not result.testsRun:
            raise AssertionError((result.failures + result.errors + [("", "no tests")])[0][1].strip().split("\n")[-1])
    tell("")


def behave(job, source, tell):
    names = module("program", CONTEST if job["contest"] else "", job["setup"], source)
    seen = []
    for arguments, keywords, expected in job["calls"]:
        signal.signal(signal.SIGALRM, too_long)
        signal.setitimer(signal.ITIMER_REAL, CALL_SECONDS)
        passed = None
        try:
            result = function(names, job["entry"])(*copied(arguments), **copied(keywords))
            if isinstance(result, (types.GeneratorType, map, filter, zip, range)):
                result = list(result)
            shown = shape(result)
            if expected is not MISSING:
                passed = same(result, expected)
        except TooLong:
            shown = "!time"
            passed = None if expected is MISSING else False
        except Exception as error:
            shown = "!" + type(error).__name__
            passed = None if expected is MISSING else False
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        # A text of a class of the program's own may be anything, and half a character is no text.
        shown = str(shown).encode("utf-8", "replace").decode()
        seen.append([shown if len(shown) < 80 else hashlib.sha256(shown.encode(errors="replace")).hexdigest(), passed])
    tell(json.dumps(seen))


KINDS = {"input": read_input, "call": call, "script": script, "behave": behave}


def function(names, entry):
    solution = names.get("Solution")
    return getattr(solution(), entry) if isinstance(solution, type) and hasattr(solution, entry) else names[entry]


def plain(value):
    """Tuples become lists, as in JSON they are; what JSON has no form for is told apart from all that it has."""
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict) and all(isinstance(key, (str, int)) for key in value):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return value if value is None or isinstance(value, (bool, int, float)) else {"not JSON": repr(value)}


# ------------------------------------------------------------------------------------------------- what a program does on inputs

class TooLong(BaseException):
    pass


def too_long(*_):
    raise TooLong


MISSING = object()


def copied(value):
    return copy.deepcopy(value)


def shape(value, depth=0):
    """A value as text that does not depend on hashes, addresses and the last digits of floats."""
    if depth > 50:
        return "..."
    if isinstance(value, float):
        return "%.9g" % value
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(shape(item, depth + 1) for item in value) + "]"
    if isinstance(value, (set, frozenset)):
        return "{" + ",".join(sorted(shape(item, depth + 1) for item in value)) + "}"
    if isinstance(value, dict):
        return "{" + ",".join(sorted(shape(k, depth + 1) + ":" + shape(v, depth + 1) for k, v in value.items())) + "}"
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value)[:100_000])


def same(value, expected):
    if isinstance(value, float) or isinstance(expected, float):
        try:
            return math.isclose(value, expected, rel_tol=1e-6, abs_tol=1e-9)
        except TypeError:
            return False
    if isinstance(value, (list, tuple)) and isinstance(expected, (list, tuple)):
        return len(value) == len(expected) and all(same(v, e) for v, e in zip(value, expected))
    return value == expected


def visible_calls(text, entry):
    """The calls of a function that a text shows with literal arguments, each with the result shown for it, or MISSING."""
    calls = []
    for match in re.finditer(r"(?<![\w.])(?:Solution\(\)\.)?" + re.escape(entry) + r"\(", text):
        if re.search(r"(def|class)\s+$", text[:match.start()]):
            continue
        end = closing(text, match.end())
        if end is None:
            continue
        try:
            node = ast.parse("f(" + text[match.end():end], mode="eval").body
            arguments = [ast.literal_eval(argument) for argument in node.args]
            keywords = {keyword.arg: ast.literal_eval(keyword.value) for keyword in node.keywords}
        except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
            continue
        line_start = text.rfind("\n", 0, match.start()) + 1
        rest = text[end:text.find("\n", end) if "\n" in text[end:] else len(text)]
        expected = MISSING
        if text[line_start:match.start()].strip() == ">>>" and not rest.strip():
            shown = text[end:].split("\n", 2)
            expected = literal(shown[1]) if len(shown) > 1 else MISSING
        elif arrow := re.match(r"\s*(?:==>|==|=>|->|➞|→|⇒|-->|returns?|should return|=|#\s*(?:=>|->|returns)?)\s*(.+)", rest):
            if text[line_start:match.start()].strip() in ("assert", ">>>", "", "*", "-", "#", "For example,", "For example:", "Example:"):
                expected = literal(arrow.group(1))
        calls.append((arguments, keywords, expected))
    return calls


def named_calls(text, entry):
    """The calls that a text shows by the names of the parameters: "Input: arr = [1, 2], k = 2", "For lst = [4] the output should be 4"."""
    stub = declared(text, entry)
    if stub is None:
        return []
    names = [argument.arg for argument in stub.args.args if argument.arg != "self"]
    calls, given = [], {}
    shown = ast.get_docstring(stub, clean=False) or ""
    if len(names) == 1:
        shown = re.sub(r"\bInput\s*:\s*(?=[\[({'\"\d-])", names[0] + " = ", shown)
    for match in re.finditer(r"(?<!\w)(" + "|".join(map(re.escape, names)) + r")\s*[:=]\s*(?=[\[({'\"\d-])", shown) if names else ():
        start, end = match.end(), match.end()
        if shown[start] in "[({":
            end = closing(shown, start + 1) or start
        elif shown[start] in "'\"":
            end = shown.find(shown[start], start + 1) + 1
        else:
            end = re.compile(r"-?\d+(\.\d+)?").match(shown, start).end() if re.match(r"-?\d", shown[start:]) else start
        value = literal(shown[start:end])
        if value is MISSING:
            continue
        if match.group(1) in given:
            given = {}
        given[match.group(1)] = value
        if len(given) == len(names):
            told = re.match(r"[^=]{0,60}?(?:[Oo]utput|result|answer)(?: should be)?\s*:?\s*(.+)", shown[end:])
            calls.append(([given[name] for name in names], {}, literal(told.group(1)) if told else MISSING))
            given = {}
    return calls


def typed_calls(text, entry):
    """Calls by the types that a function declares, where its question shows none."""
    stub = declared(text, entry)
    types_of = [ast.unparse(argument.annotation) if argument.annotation else None for argument in stub.args.args] if stub else []
    if not types_of or any(name not in SAMPLES for name in types_of):
        return []
    longest = max(len(SAMPLES[name]) for name in types_of)
    return [([SAMPLES[name][(i + place) % len(SAMPLES[name])] for place, name in enumerate(types_of)], {}, MISSING) for i in range(longest)]


SAMPLES = {
    "int": [1, 2, 3, 4, 7, 10, 25], "float": [.5, 1., 2.25, 10.], "bool": [True, False],
    "str": ["a", "abc", "abcdefgh", "hello world", "zyx", "level"],
    "List[int]": [[1, 2, 3], [5, 3, 5, 1], [10], [2, 4, 6, 8, 9]], "List[str]": [["a", "bb", "ccc"], ["x"], ["hello", "world", "a"]],
    "List[float]": [[1., 2.5, 3.], [.5], [10., -1.5, 2.]],
}
SAMPLES |= {name.replace("List", "list"): values for name, values in SAMPLES.items() if name.startswith("List")}


def declared(text, entry):
    try:
        return next(n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef) and n.name == entry)
    except (SyntaxError, StopIteration, ValueError, RecursionError):
        return None


def closing(text, start):
    """The place after the bracket that closes what was opened before start; None when there is none near."""
    depth, quote, at = 1, None, start
    while at < min(len(text), start + 4000):
        char = text[at]
        if quote:
            if char == "\\":
                at += 1
            elif char == quote:
                quote = None
        elif char in "'\"":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return None


def literal(text):
    text = text.strip()
    for shown in (text, text.rstrip(".,;"), text.split("#")[0].strip(), text.split(" #")[0].rstrip("., ")):
        try:
            return ast.literal_eval(shown)
        except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
            continue
    return MISSING


def more_calls(calls, count):
    """Further inputs near those that are shown: of the same types, no emptier and of the same signs, since questions have limits."""
    chance = random.Random(hashlib.sha256(repr([(a, k) for a, k, _ in calls]).encode()).digest())
    known = {repr((a, k)) for a, k, _ in calls}
    found = []
    for _ in range(count * 8):
        if len(found) == count or not calls:
            break
        arguments, keywords, _ = chance.choice(calls)
        arguments, keywords = copied(arguments), copied(keywords)
        places = list(range(len(arguments))) + list(keywords)
        if not places:
            break
        place = chance.choice(places)
        holder = keywords if isinstance(place, str) else arguments
        holder[place] = near(holder[place], chance)
        if repr((arguments, keywords)) not in known:
            known.add(repr((arguments, keywords)))
            found.append((arguments, keywords, MISSING))
    return found


def near_input(text, chance):
    """An input like another: numbers of a line change places or repeat, and a number alone becomes a little smaller."""
    lines = text.split("\n")
    rows = [i for i, line in enumerate(lines) if len(line.split()) > 1 and all(map(is_number, line.split()))]
    if rows:
        row = chance.choice(rows)
        words = lines[row].split()
        first, second = chance.sample(range(len(words)), 2)
        if chance.random() < .5:
            words[first], words[second] = words[second], words[first]
        else:
            words[first] = words[second]
        lines[row] = " ".join(words)
    elif len(lines) - lines.count("") == 1 and lines[0].strip().isdigit() and int(lines[0]) > 1:
        lines[0] = str(max(1, int(lines[0]) - chance.randint(1, 5)))
    return "\n".join(lines)


def is_number(word):
    return re.fullmatch(r"-?\d+", word) is not None


def near(value, chance, depth=0):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        moved = value + chance.choice((-3, -2, -1, 1, 2, 3, 7, 10))
        return moved if (moved > 0) == (value > 0) and moved != 0 else value
    if isinstance(value, float):
        moved = value + chance.choice((-1.5, -.5, -.25, .25, .5, 2.0))
        return moved if (moved > 0) == (value > 0) else value
    if isinstance(value, str) and value:
        at = chance.randrange(len(value))
        other = chance.choice(value)
        return chance.choice((value[::-1], value[:at] + other + value[at:], value[:at] + other + value[at + 1:],
                              value[:at] + value[at + 1:] or value, value + value))
    if isinstance(value, (list, tuple)) and value and depth < 5:
        items = list(value)
        at = chance.randrange(len(items))
        kind = chance.randrange(5)
        if kind == 0:
            chance.shuffle(items)
        elif kind == 1 and len(items) > 1:
            del items[at]
        elif kind == 2:
            items.insert(at, chance.choice(items))
        else:
            items[at] = near(items[at], chance, depth + 1)
        return type(value)(items)
    if isinstance(value, dict) and value and depth < 5:
        key = chance.choice(sorted(value, key=repr))
        return {**value, key: near(value[key], chance, depth + 1)}
    return value


# -------------------------------------------------------------------------------------------------------- processes and reports

def run(job, source, seconds, allowed):
    """One job in a process of its own: how it ended, and what it wrote to standard output and told."""
    secret = os.urandom(16).hex().encode()
    heard, told = os.pipe()
    shown, written = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setpgid(0, 0)
            for unused in (heard, shown, REPORT):
                os.close(unused)
            os.dup2(written, 1)
            resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), math.ceil(seconds) + 1))
            KINDS[job["kind"]](job, source, lambda text: os.write(told, secret) and write_all(told, text.encode(errors="replace")))
            os._exit(0)
        except BaseException as error:
            try:
                mark = b"?" + secret if type(error) is Untestable else b"!"
                os.write(told, mark + type(error).__name__.encode() + b": " + str(error)[:200].encode(errors="replace"))
            finally:
                os._exit(1)

    os.close(told)
    os.close(written)
    texts = {heard: bytearray(), shown: bytearray()}
    ends = time.monotonic() + 2 * seconds
    end = None
    open_pipes = [heard, shown]
    while open_pipes and end is None:
        ready, _, _ = select.select(open_pipes, [], [], max(0, ends - time.monotonic()))
        if not ready:
            end = "time"
        for pipe in ready:
            piece = os.read(pipe, 65536)
            texts[pipe] += piece
            if not piece:
                open_pipes.remove(pipe)
            elif len(texts[pipe]) > allowed:
                end = "output"
    while end is None and os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() > ends:
            end = "time"
        time.sleep(.001)
    try:
        os.killpg(child, signal.SIGKILL)
    except OSError:
        pass
    _, status = os.waitpid(child, 0)
    os.close(heard)
    os.close(shown)
    said = bytes(texts[heard])
    if end is None:
        # Programs that read input may end themselves at once, as contest programs do: what they wrote is what counts.
        if said.count(secret) > 1:
            return {"end": "error", "out": "", "value": "RuntimeError: the program went on as two"}
        if said.startswith(secret) or (job["kind"] == "input" and os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0):
            return {"end": "done", "out": text_of(texts[shown]), "value": text_of(said[len(secret):])}
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
            end = "time"
        elif said.startswith(b"?" + secret):
            return {"end": "tests", "out": "", "value": text_of(said[len(secret) + len("?Untestable: "):])}
        elif said.startswith((b"!MemoryError", b"!SystemError: MemoryError")):
            end = "memory"
        else:
            end = "error"
    return {"end": end, "out": "", "value": text_of(said[1:250]) if said.startswith(b"!") else ""}


def write_all(pipe, data):
    while data:
        data = data[os.write(pipe, data):]


def text_of(data):
    return bytes(data).decode("utf-8", "replace")


def report(what):
    write_all(REPORT, json.dumps(what).encode() + b"\n")


def main(payload):
    source = assemble(payload["program"], payload["prompt"], payload["entry"])
    if source is None:
        for _ in payload["jobs"]:
            report({"end": "syntax", "out": "", "value": ""})
        return
    if any(job["kind"] in ("input", "call", "near") for job in payload["jobs"]):
        exec(CONTEST, {})  # Loaded once, and not in each of the processes.
    late = None
    for job in payload["jobs"]:
        if job["kind"] == "near":
            chance = random.Random(hashlib.sha256((job["input"] + str(job["number"])).encode()).digest())
            job["kind"], job["input"] = "input", near_input(job["input"], chance)
        job.setdefault("entry", payload["entry"])
        job.setdefault("setup", payload["setup"])
        if job["kind"] == "behave":
            calls = [(arguments, {}, result) for arguments, result in job["shown"]]
            for way in (visible_calls, named_calls, typed_calls):
                calls = calls or way(job["text"], job["entry"])[:CALLS]
            calls += more_calls(calls, CALLS)
            if not calls:
                report({"end": "done", "out": "", "value": "[]"})
                continue
            job["calls"] = calls
        # Who is too slow for one input is not watched on others: each would cost its whole time.
        result = late if late and job["goes_on"] else run(job, source, job.get("seconds", payload["seconds"]), payload["output"])
        report(result)
        late = late or (result if result["end"] == "time" else None)
        if result["end"] != "done" and not job["goes_on"]:
            return


REPORT = os.dup(1)
null = os.open("/dev/null", os.O_RDWR)
os.dup2(null, 0)
os.dup2(null, 1)
os.dup2(null, 2)
ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE: a program may not look into its judge.
sys.setrecursionlimit(3000)
os.unlink("/scratch/main.py")
main(json.loads(PAYLOAD))
