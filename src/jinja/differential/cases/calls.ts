import { expressions, templates } from './case.ts'

/** Calls, methods, what does not parse, and expressions among text. */
export const CALLS = [
  ...expressions(`
    l.append(4)
    l.append(4) or l
    s.upper()
    s.split("l")
    s.replace("l", "L", 1)
    "{}-{name}".format(1, name="n")
    "a b  c".split()
    ",".join(["a", "b"])
    s.startswith("he")
    d.get("one")
    d.get("none", "dflt")
    {"a": none}.get("a", 5)
    "x\\n y\\nz" | indent(3)
    "x\\n y\\n\\nz" | indent(3)
    "x\\n y\\n" | indent
    "x\\n y\\x0bz\\r\\nw" | indent
    "x\\ny" | indent("$&")
    "x\\ny" | indent(true)
    "x\\ny" | indent(-1)
    "%x %X %#x %x %x" % (0, 48879, 256, 4294967295, 4294967296)
    "%5.2s|%-5s|%.3d" % ("abc", "d", 7)
    ["12", "x", "1e3", " 7 ", "0x1f"] | map("int", -1, 16) | list
    ["12", "x", "1e3", "nan", " 7 "] | map("int") | list
    ["1.5", "x", "1e3", ""] | map("float", 0.5) | list
    ["b", "A", "a", "B"] | groupby(0) | map("last") | list
    d.keys()|list
    d.values()|list
    mixed.items()|list
    mixed.keys()
    l.pop()
    l.pop(0)
    l.index(2)
    l.index(99)
    l.count(1)
    d.update(three=3) or d.three
    s.nope()
    s.upper(1)
    s.center(11, "*")
    x.bit_length()
    f.is_integer()
    whole
    whole / 2
    whole // 3
    whole * 2
    2.5 + 2.5
    1e3 * 1
    -0.0
    1e308 * 10
    -1e308 * 10
    x == x == 5
    d == d
    t < t
    [1, 2, 3] is eq [1, 2, 3]
    "a" if x is defined else "b"
    x|default("q")
    missing|default("q")
    missing|default
    empty|default("q", true)
    none|default("q")
    missing|d(missing2|d("deep"))
    g + 1
    loop
    self
    super
    caller
    varargs
    true
    True
    none
    None
    false
    FALSE
    *l
    1 +
    (1
    1)
    [1
    {1
    {1:}
    l[]
    l[1,2]
    l[1:2,3]
    x.1.5
    x y
    x..y
    x.
    a b
    "unclosed
    x ? y
    x $ y
    1 2
    x = 5
    f(a=1, 2)
    f(*l, 1)
    f(**d, *l)
    f(a=1, a=2)
    x is
    x |
    not
    x in
    012
    1.
    .5
    0x
    1__0
    1e
    é
    ²
    x.é
    dict(é=1)
    dict(class=1)
    dict(**{"a": 1})
    dict(**{"a": 1}, **{"b": 1})
    dict(a=1, **{"b": 2})
    dict(a=1, **{"a": 2})
    dict(**{1: 2})
    dict(**none)
    dict(*[[("a", 1)]])
    dict(*none)
    range(*[1, 4])|list
  `),
  ...templates(String.raw`
    {{ x, y }}
    {{ x, }}
    {{ }}
    {{ () }}
    {{ 1, 2 }}{{ [1, 2] }}
    {% print x %}{% print x, s %}{% print %}
    {{ {'a': {'b': {}}} }}
    {{ {'a': 1}['a'] }}
    {{ [[1, 2], [3]][0][1] }}
    {{ ["a", "b"]|map("upper")|list }}
    {% set n = 2 %}{{ (-2) ** n }} {{ (-2.5) ** n }} {{ (1 - 3) ** n }} {{ (-0.0) ** n }} {{ (-2) ** 0|default(n) }}
    {% set n = 2 %}{{ (-2) ** 2 }} {{ -2 ** n }} {{ (-3) ** n ** n }} {{ n ** (-2) }} {{ (-n) ** n }} {{ (-2) ** (2|int) }}
    {% set l = [1, 2, 3] %}{{ l|map("string")|join(l.pop()|string) }}
    {% set l = [1, 2, 3] %}{{ l|select("odd")|sum(start=l.pop()) }}
    {% set l = [1, 2, 3] %}{% set s = "-" %}{{ l|map("string")|join(s) }}{{ l|select("odd")|sum(start=4) }}
    {{ "}}" }}{{ "{{" }}{{ "%}" }}
    {{ '#}' }}
    {{ x }}{# comment }} #}{{ y }}
    {{x}}{{y}}
    {{- x -}}   {{- y -}}
    {{ x|string ~ "a" }}
    {{ s|upper == "HELLO" and x > 2 or no }}
    {{ "big" if big > 10 ** 10 else "small" }}
    {{ -1 }}{{ - 1 }}{{ +1 }}
    {{ (x)(1) }}
    {{ ("a" ~ "b").upper() }}
    {{ ("a", "b").index("b") }}
    {{ [3, 1]|sort|first }}
    {{ [3, 1].sort() }}
    {{ "%s" % [1, 2] }}
    {{ "a" "b" ~ "c" "d" }}
    {{ not none is none }}
    {{ 1 is odd and 2 is even }}
    {{ [1, 2, 3][1:] is sequence }}
    {{ (1, 2)[::-1] }}
    {{ x if yes }}{{ x if no }}|
    {{ "a" in ["a"] and "b" not in ["a"] }}
    {{ 1 if 1 < 2 else 3 ~ "x" }}
    {{ [x if yes else y, y if yes] }}
    {{ {"k": x if no} }}
    {{ l|first if l else "none" }}
    {{ d["one"] + d.two }}
    {{ "a\tb" }}|{{ 'a\'b' }}|{{ "\"" }}
    {{ 5 is divisibleby 2 or 5 is divisibleby 5 }}
    {{ 5 is eq 5 if yes else 0 }}
    {{ 2 is in (1, 2) }}
    {{ "x" is in "xyz" }}
    {{ 1 is lessthan 2 }}{{ 1 is greaterthan 2 }}{{ 1 is ne 2 }}{{ 1 is equalto 1 }}
    {{ 1 is number and 1.5 is number and true is number }}
  `),
]
