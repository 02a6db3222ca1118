/**
 * The program that stands between eventloom and a Python script: it imports the script once and calls it for
 * each tick. Kept as text, so that it is part of every build; needs Python 3.9.
 *
 * Requests come on stdin, one JSON value a line: first the setup, then a block a line. Answers leave on what
 * was stdout, one line a call: `=` and the JSON of what was returned, `-` dropped, `.` exhausted, `!` and the
 * JSON of a fault, `?` and the JSON of a refused result. They leave together at the end of a block, or after
 * the call under way when cell WANTED of the shared file says so; cell PROGRESS holds that call's index. The
 * script's own output goes to stderr.
 */
export const RUNNER = String.raw`
import datetime, importlib.abc, importlib.machinery, importlib.util, json, mmap, os, random, re, signal, sys
import threading, time, traceback, zoneinfo

PROGRESS, WANTED = 0, 1
to_json = json.JSONEncoder(allow_nan=False).encode
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
UTC = datetime.timezone.utc


class BadResult(Exception):
    pass


class Call(dict):
    """The parameters of one call; random numbers of its own are made when asked for."""

    def __missing__(self, key):
        if key != 'rng':
            raise KeyError(key)
        self['rng'] = found = random.Random('%s:%d' % (self.seed, self['sequence']))
        return found


class Shim(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Lets scripts written for Eventum import its signals where Eventum is not installed."""

    known = {}

    def find_spec(self, name, path=None, target=None):
        # Only modules: a class that this stand-in lacks must not become one.
        if name.partition('.')[0] in ('eventum', 'eventum_plugins') and name.islower():
            return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__getattr__ = self.attribute

    def attribute(self, name):
        if name.endswith('Params'):
            return dict
        if not re.search('Error$|Exception$|Signal$|Dropped|Exhausted', name):
            raise AttributeError('eventloom stands in for the signals of Eventum only, not for ' + repr(name))
        if name not in self.known:
            self.known[name] = type(name, (ShimError,), {})
        return self.known[name]


class ShimError(Exception):
    def __init__(self, *args, context=None):
        super().__init__(*args)


def zone_named(name):
    offset = re.fullmatch(r'([+-])(\d\d):(\d\d)', name)
    if name == 'UTC':
        return UTC
    if not offset:
        return zoneinfo.ZoneInfo(name)
    minutes = int(offset[2]) * 60 + int(offset[3])
    return datetime.timezone(datetime.timedelta(minutes=-minutes if offset[1] == '-' else minutes))


def fault(error, folder):
    found = {'type': type(error).__name__, 'message': str(error)}
    if isinstance(error, SyntaxError):
        found.update(message=error.msg, file=error.filename, line=error.lineno, column=error.offset)
        return found
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if os.path.abspath(frame.filename).startswith(folder)]
    if own:
        found.update(file=own[-1].filename, line=own[-1].lineno)
    return found


def encode(result):
    if not isinstance(result, (str, dict, list)):
        raise BadResult('the script returned %s, which is no event' % type(result).__name__)
    if isinstance(result, list):
        for index, item in enumerate(result):
            if not isinstance(item, (str, dict)):
                wrong = type(item).__name__
                raise BadResult('the script returned %s at index %d of a list, which is no event' % (wrong, index))
    return '=' + to_json(result)


def signal_of(error):
    for kind in type(error).__mro__:
        if 'Exhausted' in kind.__name__:
            return '.'
        if 'Dropped' in kind.__name__:
            return '-'
    return None


def answer(produce, call, folder):
    try:
        return encode(produce(call))
    except BadResult as error:
        return '?' + json.dumps({'message': str(error)})
    except Exception as error:
        return signal_of(error) or '!' + json.dumps(fault(error, folder))


def load(path):
    sys.path.insert(0, os.path.dirname(path))
    sys.meta_path.append(Shim())
    spec = importlib.util.spec_from_file_location('__eventloom_script__', path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    produce = getattr(module, 'produce', None)
    if not callable(produce):
        raise BadResult('the script has no function named produce')
    return produce


def end_with(parent):
    """A script in an endless loop must not outlive the process that would have killed it."""
    while os.getppid() == parent:
        time.sleep(2)
    os._exit(1)


def main():
    requests = os.fdopen(os.dup(0), 'rb')
    answers = os.fdopen(os.dup(1), 'wb')
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()

    def say(lines):
        lines.append('')
        answers.write('\n'.join(lines).encode('ascii'))
        answers.flush()
        lines.clear()

    setup = json.loads(requests.readline())
    folder = os.path.join(os.path.dirname(setup['path']), '')
    with open(setup['cells'], 'r+b') as file:
        cells = memoryview(mmap.mmap(file.fileno(), 8)).cast('I')
    Call.seed = setup['seed']
    random.seed(setup['seed'])
    try:
        zone = zone_named(setup['zone'])
        produce = load(setup['path'])
    except BadResult as error:
        return say(['?' + json.dumps({'message': str(error)})])
    except Exception as error:
        return say(['!' + json.dumps(fault(error, folder))])
    say(['='])

    for line in requests:
        block = json.loads(line)
        tag_lists = [tuple(tags) for tags in block['tagLists']]
        first = block['first']
        said = []
        for index, (instant, tag_list) in enumerate(zip(block['times'], block['tagList'])):
            cells[PROGRESS] = index
            timestamp = EPOCH + datetime.timedelta(microseconds=instant)
            if zone is not UTC:
                timestamp = timestamp.astimezone(zone)
            call = Call(
                timestamp=timestamp, tags=tag_lists[tag_list], params=setup['params'], sequence=first + index
            )
            said.append(answer(produce, call, folder))
            if said[-1] == '.':
                return say(said)
            if cells[WANTED]:
                cells[WANTED] = 0
                say(said)
        say(said)


main()
`
