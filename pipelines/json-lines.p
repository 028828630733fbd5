# JSON lines: one object a line, as most structured loggers write them.
# These are zap, zerolog, logrus, slog, pino, bunyan, structlog, python-json-logger, Monolog, the encoders of logback
# and others. Each list below names the members that may hold the thing, first one present wins; add yours. The line
# itself stays in `message`.
#
# Fields: msg logger thread caller error stack trace_id span_id; objects and arrays become JSON text
# Status: the level, also pino's and bunyan's numbers; fatal and panic are critical
# Time:   ISO text, or Unix time as a number of 10, 13, 16 or 19 digits, seconds with a fraction too. Text without an
#         offset is taken as UTC: for another zone change the argument of the last line, e.g. "Asia/Shanghai".

if !grok(_, '''^\s*\{''') {
  exit()
}
doc = load_json(_)
if doc == nil {
  exit()
}

for name in ["level_name", "levelname", "level", "severity", "lvl", "log.level", "@level"] {
  if doc[name] != nil {
    add_key(status, doc[name])
    break
  }
}
for name in ["msg", "message", "@message", "event"] {
  if doc[name] != nil {
    add_key(msg, doc[name])
    break
  }
}
for name in ["time", "timestamp", "ts", "@timestamp", "datetime", "asctime"] {
  if doc[name] != nil {
    add_key(time, doc[name])
    break
  }
}
for name in ["logger", "logger_name", "log.logger", "channel", "name"] {
  if doc[name] != nil {
    add_key(logger, doc[name])
    break
  }
}
for name in ["thread", "thread_name", "threadName", "process.thread.name"] {
  if doc[name] != nil {
    add_key(thread, doc[name])
    break
  }
}
for name in ["caller", "pathname"] {
  if doc[name] != nil {
    add_key(caller, doc[name])
    break
  }
}
for name in ["error", "err", "exception", "error.message"] {
  if doc[name] != nil {
    add_key(error, doc[name])
    break
  }
}
for name in ["stack", "stacktrace", "stack_trace", "error.stack_trace", "exc_info"] {
  if doc[name] != nil {
    add_key(stack, doc[name])
    break
  }
}
for name in ["trace_id", "traceId", "trace.id", "dd.trace_id"] {
  if doc[name] != nil {
    add_key(trace_id, doc[name])
    break
  }
}
for name in ["span_id", "spanId", "span.id", "dd.span_id"] {
  if doc[name] != nil {
    add_key(span_id, doc[name])
    break
  }
}

lowercase(status)
group_in(status, ["information"], "info")
group_in(status, ["err", "severe"], "error")
group_in(status, ["crit", "fatal", "panic", "dpanic"], "critical")
group_in(status, ["emergency"], "emerg")
# The numbers of pino and bunyan. Text counts as 0 here, which no range holds.
group_between(status, [10, 29], "debug")
group_between(status, [30, 39], "info")
group_between(status, [40, 49], "warning")
group_between(status, [50, 59], "error")
group_between(status, [60, 69], "critical")

# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
# Seconds with a fraction become microseconds; the half rounds before cast cuts.
if grok(time, '''^\d{10}\.\d+$''') {
  cast(time, "float")
  add_key(time, time * 1000000 + 0.5)
  cast(time, "int")
}
default_time(time, "UTC")
