# Kafka: server.log, controller.log, state-change.log and the other logs of a broker or a ZooKeeper.
# The layout is that of Kafka's log4j.properties or log4j2.yaml, [%d] %p %m (%c)%n, with the stack trace in the same
# record. In the sidecar's configuration set
#   "multiline_match": "^\\[\\d{4}-\\d{2}-\\d{2} "
#
# Fields: line   msg logger broker_id topic partition
#         trace  exception exception_message stack root_cause; root_cause is the innermost "Caused by"
# Status: the level of the line; FATAL is critical
# Time:   local time without an offset: taken as UTC here, as containers run. For another zone change the argument of
#         the last line, e.g. "Asia/Shanghai".

# (?s): a dot is a newline too. The logger is the first name in brackets at the end of a line.
if !grok(_, '''(?s)^\[(?P<time>\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2},\d{3})\] (?P<status>TRACE|DEBUG|INFO|WARN|ERROR|FATAL) (?P<msg>.*?) \((?P<logger>[\w.$-]+)\)(?:\n(?P<stack>.*))?$''') {
  exit()
}
nullif(stack, "")
group_in(status, ["FATAL"], "critical")

# Who speaks, and about what, stands before the text: [KafkaServer id=1], [Partition orders-3 broker=1], …
if grok(msg, '''^\[(?P<speaker>[^\]\n]*)\]''') {
  grok(speaker, '''\b(?:id|brokerId|nodeId|broker|replicaId)=%{INT:broker_id:int}\b''')
  if !grok(speaker, '''^Partition (?P<topic>[\w.-]+)-%{INT:partition:int} ''') {
    grok(speaker, '''\bpartition=(?P<topic>[\w.-]+)-%{INT:partition:int}\b''')
  }
  drop_key(speaker)
}

if grok(stack, '''(?s)^(?P<exception>[\w$.]+\.[\w$]+)(?:: (?P<exception_message>.*?))?(?:\n[ \t]+(?:at|\.\.\.) .*)?$''') {
  nullif(exception_message, "")
  grok(stack, '''(?s)^.*\nCaused by: (?P<root_cause>[^\n]+)''')
}
default_time(time, "UTC")
