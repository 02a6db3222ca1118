"""The world of the corpus for Jinja2: what `world.ts`, `rand.ts` and `scripted-rng.ts` are for us.

One JSON request a line in, one JSON answer a line out:
    {"folder": …, "rounds": n}                          renders all; the answer is {"name": [text, …], …}
    {"folder": …, "rounds": n, "from": m, "time": name}  the answer is the CPU seconds of n rounds from m on, in a
                                                         world that is kept from request to request
Templates lie in the folder's `templates`, unless "templates" names another place.
"""
import datetime
import importlib
import ipaddress
import json
import os
import sys
import time

import jinja2

SIZE = 4096


def _table():
    state, table = 1, []
    for _ in range(SIZE):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        table.append(state / 2**32)
    return table


TABLE = _table()
START = datetime.datetime(2024, 5, 6, 7, tzinfo=datetime.timezone.utc)
LOWER = "abcdefghijklmnopqrstuvwxyz"


class Rng:
    def __init__(self, start):
        self.next = start & (SIZE - 1)

    def float(self):
        value = TABLE[self.next]
        self.next = (self.next + 1) & (SIZE - 1)
        return value

    def int(self, low, high):
        return low + int(self.float() * (high - low + 1))

    def pick(self, items):
        return items[int(self.float() * len(items))]

    def normal(self):
        return (self.float() + self.float() + self.float() + self.float() - 2) * 1.7320508075688772


def power(x):
    value = 1 + x / 1024
    for _ in range(10):
        value *= value
    return value


class Number:
    def __init__(self, rng):
        self.rng = rng

    def integer(self, a, b):
        return self.rng.int(a, b)

    def floating(self, a, b):
        return a + (b - a) * self.rng.float()

    def gauss(self, mu, sigma):
        return mu + sigma * self.rng.normal()

    def lognormal(self, mu, sigma):
        return power(mu + sigma * self.rng.normal())

    def exponential(self, lambd):
        u = self.rng.float()
        return u / (1 - u) / lambd

    def clamp(self, value, low, high):
        below = value if value < high else high
        return below if low < below else low


class String:
    def __init__(self, rng):
        self.rng = rng

    def hex(self, size):
        out = "".join(["%08x" % int(self.rng.float() * 2**32) for _ in range(0, size, 8)])
        return out[: max(0, size)]

    def word(self, alphabet, size):
        return "".join([alphabet[int(self.rng.float() * len(alphabet))] for _ in range(size)])

    def digits(self, size):
        return self.word("0123456789", size)

    def letters(self, size):
        return self.word(LOWER + LOWER.upper(), size)

    def letters_lowercase(self, size):
        return self.word(LOWER, size)

    def letters_uppercase(self, size):
        return self.word(LOWER.upper(), size)


class Network:
    def __init__(self, rng, string):
        self.rng = rng
        self.string = string

    def ip_v4_public(self):
        return str(ipaddress.IPv4Address(self.rng.int(0x0B000000, 0x62FFFFFF)))

    def ip_v4_private_c(self):
        return str(ipaddress.IPv4Address(self.rng.int(0xC0A80000, 0xC0A8FFFF)))

    def mac(self):
        digits = self.string.hex(12)
        return ":".join([digits[i : i + 2] for i in range(0, 12, 2)])


class Crypto:
    def __init__(self, string):
        self.string = string

    def uuid4(self):
        d = self.string.hex(32)
        return f"{d[:8]}-{d[8:12]}-4{d[13:16]}-a{d[17:20]}-{d[20:]}"

    def md5(self):
        return self.string.hex(32)

    def sha1(self):
        return self.string.hex(40)

    def sha256(self):
        return self.string.hex(64)


class Rand:
    def __init__(self, rng):
        self.rng = rng
        self.number = Number(rng)
        self.string = String(rng)
        self.network = Network(rng, self.string)
        self.crypto = Crypto(self.string)

    def choice(self, items):
        return self.rng.pick(items)

    def choices(self, items, n):
        return [self.rng.pick(items) for _ in range(n)]

    def shuffle(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = self.rng.int(0, i)
            items[i], items[j] = items[j], items[i]
        return items

    def chance(self, prob):
        return self.rng.float() < prob

    def weighted_choice(self, items, weights=None):
        if isinstance(items, dict):
            items, weights = list(items), list(items.values())
        target = self.rng.float() * sum(weights)
        total = 0
        for item, weight in zip(items, weights):
            total += weight
            if total > target:
                return item
        return items[-1]


class Modules:
    def __init__(self, rng):
        self.rand = Rand(rng)

    def __getattr__(self, name):
        module = importlib.import_module(name)
        setattr(self, name, module)
        return module

    def __getitem__(self, name):
        return importlib.import_module(name)


class Row(tuple):
    def __new__(cls, names, cells):
        return super().__new__(cls, cells)

    def __init__(self, names, cells):
        self.__dict__.update(zip(names, cells))


class Sample:
    def __init__(self, columns, rows, rng):
        self.columns = columns
        self.rows = rows
        self.rng = rng

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        return iter(self.rows)

    def __getitem__(self, key):
        if isinstance(key, str):
            at = self.columns.index(key)
            return [row[at] for row in self.rows]
        return self.rows[key]

    def pick(self):
        return self.rng.pick(self.rows)

    def weighted_pick(self, column):
        at = self.columns.index(column)
        target = self.rng.float() * sum([row[at] for row in self.rows])
        total = 0
        for row in self.rows:
            total += row[at]
            if total > target:
                return row

    def where(self, **conditions):
        at = [(self.columns.index(name), value) for name, value in conditions.items()]
        rows = [row for row in self.rows if all(row[i] == value for i, value in at)]
        return Sample(self.columns, rows, self.rng)


class Samples(dict):
    def __getattr__(self, name):
        return self[name]


class State:
    def __init__(self):
        self.data = {}

    def get(self, key, default=None):
        return self.data.get(key, default)

    def set(self, key, value):
        self.data[key] = value

    def update(self, data):
        self.data.update(data)

    def pop(self, key, default=None):
        return self.data.pop(key, default)

    def clear(self):
        self.data.clear()

    def as_dict(self):
        return dict(self.data)

    def __getattr__(self, name):
        return self.data.get(name)

    def __getitem__(self, name):
        return self.data.get(name)


class Corpus:
    def __init__(self, folder, templates=None):
        templates = templates or os.path.join(folder, "templates")
        with open(os.path.join(folder, "data.json"), encoding="utf-8") as file:
            data = json.load(file)
        files = sorted(file for file in os.listdir(templates) if file.endswith(".jinja"))
        self.globals = State()
        self.renders = {
            file[: -len(".jinja")]: self.open(templates, file, place, data) for place, file in enumerate(files)
        }

    def open(self, templates, file, place, data):
        rng = Rng(place * 97)
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates, encoding="utf-8"),
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
            auto_reload=False,
        )

        @jinja2.pass_context  # As Jinja's own: what asks for the context is not worked out while compiling.
        def random(context, items):
            return rng.pick(items) if len(items) else environment.undefined("No random item, sequence was empty.")

        environment.filters["random"] = random
        locals_ = State()
        environment.globals.update(
            module=Modules(rng),
            params=json.loads(json.dumps(data["params"])),
            samples=Samples(
                {
                    name: Sample(table["columns"], [Row(table["columns"], row) for row in table["rows"]], rng)
                    for name, table in json.loads(json.dumps(data["samples"])).items()
                }
            ),
            shared=State(),
            globals=self.globals,
        )
        template = environment.get_template(file, globals={"locals": locals_})
        start = START + datetime.timedelta(minutes=place)
        variables = {"place": place}

        def render(round_):
            return template.render(
                timestamp=start + datetime.timedelta(microseconds=round_ * 37_123_457),
                tags=("night", "attack") if round_ % 5 == 4 else ("normal",),
                vars=variables,
                locals=locals_,
            )

        return render


def seconds(corpus, name, rounds):
    render = corpus.renders[name]
    started = time.process_time()
    for round_ in rounds:
        render(round_)
    return time.process_time() - started


def texts(corpus, rounds):
    out = {name: [] for name in corpus.renders}
    for round_ in rounds:
        for name, render in corpus.renders.items():
            try:
                out[name].append(render(round_))
            except Exception as error:
                out[name].append(f"{type(error).__name__}: {error}")
    return out


KEPT = {}


def answer(request):
    place = request["folder"], request.get("templates")
    if "time" not in request:
        return texts(Corpus(*place), range(request["rounds"]))
    if place not in KEPT:
        KEPT[place] = Corpus(*place)
    return seconds(KEPT[place], request["time"], range(request["from"], request["from"] + request["rounds"]))


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()
