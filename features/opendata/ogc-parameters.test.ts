import { describe, expect, it } from 'vitest'
import { parseBbox, parseDatetime, parseLimit } from './ogc-parameters.ts'

describe('bbox', () => {
  it('takes four numbers, longitude before latitude', () => {
    expect(parseBbox('-5,41,10,52')).toEqual({ value: [{ west: -5, south: 41, east: 10, north: 52 }] })
    expect(parseBbox(' 1.5e1 , -.5, 2e1, +7 ')).toEqual({ value: [{ west: 15, south: -0.5, east: 20, north: 7 }] })
  })

  it('takes six numbers and leaves heights aside', () => {
    expect(parseBbox('-5,41,0,10,52,4000')).toEqual({ value: [{ west: -5, south: 41, east: 10, north: 52 }] })
  })

  it('reads a box over the antimeridian as two', () => {
    expect(parseBbox('160,-30,-140,0')).toEqual({
      value: [
        { west: 160, south: -30, east: 180, north: 0 },
        { west: -180, south: -30, east: -140, north: 0 },
      ],
    })
  })

  it('cuts what reaches beyond the world, and finds nothing beyond it', () => {
    expect(parseBbox('-400,-100,400,100')).toEqual({ value: [{ west: -180, south: -90, east: 180, north: 90 }] })
    expect(parseBbox('0,91,10,95')).toEqual({ value: [] })
    expect(parseBbox('190,0,200,10')).toEqual({ value: [] })
  })

  it.each([
    '',
    '1,2,3',
    '1,2,3,4,5',
    'a,b,c,d',
    '1,2,3,',
    'NaN,0,1,1',
    'Infinity,0,1,1',
    '0,10,10,0',
    '0,0,9,1,1,2',
    '0x10,0,1,1',
    '1;2;3;4',
    '200,0,-200,1',
  ])('refuses %j', (text) => expect(parseBbox(text)).toEqual({ issue: 'bbox' }))
})

describe('datetime', () => {
  const day = 86_399_999

  it('takes an instant in any zone', () => {
    const at = new Date('2018-02-12T22:20:50Z')
    expect(parseDatetime('2018-02-12T23:20:50+01:00')).toEqual({ value: { from: at, to: at } })
    expect(parseDatetime('2018-02-12t22:20:50.000z')).toEqual({ value: { from: at, to: at } })
  })

  it('takes a bare date for its whole day', () => {
    const from = new Date('2024-02-29T00:00:00Z')
    expect(parseDatetime('2024-02-29')).toEqual({ value: { from, to: new Date(from.getTime() + day) } })
  })

  it('takes intervals, open at either end', () => {
    const from = new Date('1990-01-01T00:00:00Z')
    const to = new Date('1999-12-31T23:59:59.999Z')
    expect(parseDatetime('1990-01-01/1999-12-31')).toEqual({ value: { from, to } })
    expect(parseDatetime('1990-01-01/..')).toEqual({ value: { from, to: null } })
    expect(parseDatetime('1990-01-01/')).toEqual({ value: { from, to: null } })
    expect(parseDatetime('../1999-12-31')).toEqual({ value: { from: null, to } })
    expect(parseDatetime('../..')).toEqual({ value: { from: null, to: null } })
  })

  it('knows leap seconds', () => {
    expect(parseDatetime('2016-12-31T23:59:60Z')).toHaveProperty('value')
  })

  it.each([
    '',
    'yesterday',
    '2023-02-29',
    '2023-13-01',
    '2023-01-01T25:00:00Z',
    '2023-01-01T10:00:00',
    '2023',
    '2020-01-01/2019-01-01',
    '/',
    '1/2/3',
    '2020-01-01/2021-01-01/2022-01-01',
    '2023-01-01 10:00:00Z',
  ])('refuses %j', (text) => expect(parseDatetime(text)).toEqual({ issue: 'datetime' }))
})

describe('limit', () => {
  it('is capped, never refused for being large', () => {
    expect(parseLimit('10', 1000)).toEqual({ value: 10 })
    expect(parseLimit('100000', 1000)).toEqual({ value: 1000 })
  })

  it.each(['0', '-1', '1.5', 'ten', '', '1e3', '99999999999999'])('refuses %j', (text) =>
    expect(parseLimit(text, 1000)).toEqual({ issue: 'limit' }),
  )
})
