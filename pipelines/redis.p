# Redis (and Valkey) server log, since 3.0:
#   pid:role day month year time mark text
#
# Fields: pid role msg; the role is master, replica, child (saving or rewriting) or sentinel
# Status: the mark: . debug, - info (verbose), * notice, # warning
# Time:   local time without an offset: taken as UTC here, as containers run. For another zone change the argument of
#         the last line, e.g. "Asia/Shanghai".

if !grok(_, '''^%{INT:pid:int}:(?P<role>[MSCX]) (?P<time>\d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2}\.\d{3}) (?P<status>[.*#-]) (?P<msg>.*)''') {
  exit()
}
group_in(role, ["M"], "master")
group_in(role, ["S"], "replica")
group_in(role, ["C"], "child")
group_in(role, ["X"], "sentinel")
group_in(status, ["."], "debug")
group_in(status, ["-"], "info")
group_in(status, ["*"], "notice")
group_in(status, ["#"], "warning")
default_time(time, "UTC")
