# klog, glog: the log of Kubernetes' own components, such as the kubelet, and of many Go programs.
#   Lmmdd hh:mm:ss.uuuuuu threadid file:line] text
# In klog's structured lines the text is quoted and pairs of key and value follow:
#   Lmmdd hh:mm:ss.uuuuuu threadid file:line] "text" key="value" …
#
# Fields: all         thread_id file line msg
#         structured  error pod pod_uid container node values; the pairs stay in values as they are, the known ones are
#                     fields too
# Status: the first letter; F (fatal) is critical
# Time:   the line says neither year nor zone: the current year and UTC are taken. For another zone change `zone`,
#         e.g. "Asia/Shanghai". A line of New Year's Eve that is read on the next day gets the wrong year.

if !grok(_, '''(?s)^(?P<status>[IWEF])(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01]) (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)\.(?P<micros>\d{6}) +%{INT:thread_id:int} (?P<file>[^\s:]+):%{INT:line:int}\] (?P<msg>.*)$''') {
  exit()
}
group_in(status, ["F"], "critical")
parse_date(key=time, MM=month, dd=day, hh=hour, mm=minute, ss=second, us=micros, zone="UTC")
drop_key(month)
drop_key(day)
drop_key(hour)
drop_key(minute)
drop_key(second)
drop_key(micros)

# A value is quoted as in Go, or bare, or text of several lines, which stand indented between < and >.
add_pattern("klog_text", '''(?:[^"\\]|\\.)*''')
add_pattern("klog_lines", '''(?:\t[^\n]*\n)+''')
add_pattern("klog_pairs", '''(?: [^\s="]+=(?:"%{klog_text}"|<\n%{klog_lines} >|[^\s"<]\S*)| [^\s=]+)*?''')

if grok(msg, '''(?s)^"%{klog_text:msg}"(?P<values>(?: [^\s="]+=.*)?)$''', false) {
  replace(msg, '''\\(["\\])''', "$1")
  if grok(values, '''^%{klog_pairs} err=(?:"%{klog_text:error}"|<\n%{klog_lines:error_lines} >)''') {
    if error == "" {
      replace(error_lines, '''\n\t''', "\n")
      rename(error, error_lines)
    } else {
      replace(error, '''\\(["\\])''', "$1")
    }
    drop_key(error_lines)
    nullif(error, "")
  }
  grok(values, '''^%{klog_pairs} pod="%{klog_text:pod}''')
  grok(values, '''^%{klog_pairs} podUID="?(?P<pod_uid>[^\s"]+)''')
  grok(values, '''^%{klog_pairs} containerName="%{klog_text:container}''')
  grok(values, '''^%{klog_pairs} node="%{klog_text:node}''')
  trim(values)
  nullif(values, "")
}
