import { beforeEach, describe, expect, it } from 'vitest'
import { Seats } from '../../src/forward/seats.js'

describe('seats', () => {
  let seats: Seats
  let freed: number

  beforeEach(() => {
    seats = new Seats(2)
    freed = 0
    seats.onFree = () => freed++
  })

  it('are as many as requests may be on their way', () => {
    const [first] = [seats.take(), seats.take()]
    expect(seats.hasFree).toBe(false)
    seats.end(first!)
    expect(seats.hasFree).toBe(true)
  })

  it('are left by those who go on trying aside, as many as there are seats', () => {
    const all = [seats.take(), seats.take()]
    for (const seat of all) seat.leave()
    expect([freed, seats.hasFree]).toEqual([2, true])
    const [third] = [seats.take(), seats.take()]
    third!.leave()
    expect([freed, seats.hasFree]).toEqual([2, false])
  })

  it('are left once', () => {
    const seat = seats.take()
    seat.leave()
    seat.leave()
    expect(freed).toBe(1)
  })

  it('that are all taken are asked for from the one that has been aside longest without hope, one at a time', () => {
    const asked: number[] = []
    const aside = [seats.take(), seats.take()]
    for (const [i, seat] of aside.entries()) {
      seat.onGiveUp = () => asked.push(i)
      seat.leave()
    }
    const next = seats.take()
    for (const seat of aside) seat.isHopeless = true
    next.leave()
    expect(asked).toEqual([])
    seats.take()
    for (const seat of aside) seat.isHopeless = false
    next.leave()
    expect(asked).toEqual([])
    for (const seat of aside) seat.isHopeless = true
    next.leave()
    next.leave()
    expect(asked).toEqual([0])
    seats.end(aside[0]!)
    next.leave()
    expect([freed, seats.hasFree]).toEqual([3, true])
  })
})
