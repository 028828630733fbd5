// Loaded into the server under test: tells on request what its memory holds when everything that can go is gone.
process.on('message', () => {
  // What finalizers let go of is collected in the next round.
  setImmediate(() => {
    globalThis.gc()
    setImmediate(() => {
      globalThis.gc()
      process.send(process.memoryUsage())
    })
  })
})
process.channel.unref()
