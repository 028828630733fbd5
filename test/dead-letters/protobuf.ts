// One record in protobuf: measurement m, field n = -1, time 5.

export function encodeProtobuf(): Buffer {
  return Buffer.from('0a150a016d120e0a016e10ffffffffffffffffff011805', 'hex')
}
