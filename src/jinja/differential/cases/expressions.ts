import { expressions, templates } from './case.ts'

export const EXPRESSIONS = [
  ...expressions(String.raw`
    1 + 2 * 3
    (1 + 2) * 3
    2 ** 3 ** 2
    -2 ** 2
    - -2
    +x
    -x ** 2
    2 ** -1
    7 // 2
    -7 // 2
    7 // -2
    7 % 3
    -7 % 3
    7 % -3
    7.5 % 2
    -7.5 // 2
    4 / 2
    1 / 3
    1 / 0
    1 // 0
    1 % 0
    1.0 / 0
    0.1 + 0.2
    1e16
    1e15
    1e-5
    0.0001
    123456789.123456789
    1e22 + 1
    1_000 + 0x1F + 0o17 + 0b101
    0xff_ff
    1_0.5_0
    1e3
    1E3
    10 ** 20
    big + 1
    big * big
    big // 3
    big % 1000
    big / 2
    -big // 7
    2 ** 100
    9007199254740993
    9007199254740991 + 2
    "a" ~ 1 ~ 2.0 ~ none ~ true
    "a" ~ x|upper
    "a" ~ 1 + 2
    1 + 2 ~ "x"
    "a" + "b" ~ "c"
    1 ~ 2 * 3
    "ab" * 3
    3 * "ab"
    [1, 2] * 2
    [1] + [2, 3]
    (1,) + (2,)
    "a" + 1
    1 + "a"
    [1] + (2,)
    none + 1
    true + 1
    true + true
    yes * 3
    "%s-%d" % ("a", 3)
    "%05.2f|%x|%%" % (3.14159, 255)
    "%s" % "x"
    "%d" % 3.9
    "%(a)s" % {"a": 1}
    "%s %s" % ("a",)
    1 < 2
    1 < 2 < 3
    1 < 3 < 2
    3 > 2 > 1 > 0
    1 < 2 == 2
    1 == 1.0
    1 == true
    "1" == 1
    none == none
    [1, 2] == [1, 2]
    (1, 2) == [1, 2]
    {"a": 1} == {"a": 1.0}
    1 != 2
    "a" < "b"
    "a" < 1
    none < 1
    [1, 2] < [1, 3]
    (1, "a") < (1, "b")
    1 in [1, 2]
    1.0 in [1, 2]
    "a" in "abc"
    1 in "abc"
    "one" in d
    2 not in l
    not 1 in [1]
    "x" in none
    not x
    not not x
    not x == 5
    x and y
    empty and x
    empty or x
    x or y
    none or false or 0
    x and empty or "fallback"
    not (x and y)
    1 if x else 2
    1 if empty else 2
    1 if empty
    "[" ~ (1 if empty) ~ "]"
    1 if no else 2 if yes else 3
    (1 if yes else 2) if no else 3
    x if x > 3 and y < 0 else "no"
    l[0]
    l[-1]
    l[5]
    l["0"]
    l.0
    l.0.1
    pairs.0.1
    d.one
    d["one"]
    d.items is callable
    d["items"]
    d.missing
    d.missing.more
    d["missing"]["more"]
    missing
    missing.attr
    missing["k"]
    missing()
    missing + 1
    -missing
    missing == other_missing
    missing == none
    missing ~ "x"
    missing in l
    s[0]
    s[-1]
    s[10]
    s[1:3]
    s[:-1]
    s[::-1]
    s[::2]
    s[-3:]
    s[3:1]
    l[1:]
    l[::-1]
    l[5:]
    l[:-1]
    t[1:]
    l[0:3:2]
    l[::0]
    nothing[1:2]
    x[1:2]
    missing[1:]
    l[(0)]
    mixed[1]
    mixed[none]
    mixed[(1, 2)]
    mixed[1.0]
    mixed[true]
    d[[1]]
    [1, "a", none, true, 2.5, [], {}, ()]
    [1, 2,]
    (1,)
    ()
    (1)
    {"a": 1, 2: "b", none: [1], (1, 2): 3,}
    {"it's": 'say "hi"', "both": "'\""}
    {[1]: 2}
    {1: "a", 1.0: "b", true: "c"}
    "it's"
    ["it's", 'q"q', "b\\s", "\n\t\x01", "é", "\u2028", "😀"]
    "a" "b" 'c'
    "\x41\u0042\U00000043\101\n\\\q\'"
    "\é"
    "line\
continued"
    t
    one
    thing.name
    thing["name"]
    thing.inner.deep
    thing.none_such
    thing.inner.none_such.x
    x.real
    1.5.real
    -5|abs
    -x|abs
    (-x)|abs
    5|abs * 2
    x|string|length
    l|length + 1
    "a,b"|upper.lower()
    "abc"|upper|lower
    l|join(",")|upper
    x is odd
    x is not odd
    x is divisibleby 5
    x is divisibleby(2)
    x is not divisibleby 2
    x is defined and missing is not defined
    x is eq 5
    x is gt 3 and x is lt 10
    x is in [5, 6]
    nothing is none
    s is string
    l is sequence
    d is mapping
    x is number
    yes is boolean
    f is float
    x is integer
    x is sameas 5
    l is iterable
    x is callable
    "foo" is upper
    "foo" is lower
    x is odd is even
    (x is odd) is boolean
    not x is odd
    x is filter
    "upper" is filter
    "odd" is test
    x is none_such_test
    x|none_such
    x|none_such if no else "skipped"
    html is escaped
    safe is escaped
    uni|length
    uni[6]
    uni[-3:]
    uni|upper
    uni|reverse
    range(5)|list
    range(1, 10, 3)|list
    range(5, 0, -2)|list
    range(3)
    range(0)|list
    range("a")
    range(3)[1]
    range(10)[2:5]
    dict(a=1, b=2)
    dict([("a", 1)], b=2)
    dict(d, three=3)|length
    dict(1)
    namespace(a=1).a
    namespace({"b": 2}, c=3).b
    namespace().x
    cycler("a", "b").next()
    cycler()
    joiner("|")()
    lipsum(n=0, html=false)
    range
    x()
    s()
    l(0)
    none()
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
