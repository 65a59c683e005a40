import { describe, expect, it } from 'vitest'
import { toPoint, toTieGeometry } from './geometry.ts'

const chambery = { lon: 5.92, lat: 45.57 }
const ouahigouya = { lon: -2.42, lat: 13.58 }
const torino = { lon: 7.69, lat: 45.07 }

describe('the geometry of a tie', () => {
  it('is the segment between its two ends', () => {
    expect(toTieGeometry([chambery, ouahigouya])).toEqual({
      type: 'LineString',
      coordinates: [
        [5.92, 45.57],
        [-2.42, 13.58],
      ],
    })
  })

  it('ties every two of three parties: none is the centre', () => {
    const geometry = toTieGeometry([chambery, torino, ouahigouya])
    expect(geometry?.type).toBe('MultiLineString')
    expect(geometry?.coordinates).toHaveLength(3)
  })

  it('is cut where it crosses the antimeridian, both pieces on the right side', () => {
    expect(
      toTieGeometry([
        { lon: 170, lat: -20 },
        { lon: -170, lat: -10 },
      ]),
    ).toEqual({
      type: 'MultiLineString',
      coordinates: [
        [
          [170, -20],
          [180, -15],
        ],
        [
          [-180, -15],
          [-170, -10],
        ],
      ],
    })
    expect(
      toTieGeometry([
        { lon: -170, lat: -10 },
        { lon: 170, lat: -20 },
      ])?.coordinates,
    ).toEqual([
      [
        [-170, -10],
        [-180, -15],
      ],
      [
        [180, -15],
        [170, -20],
      ],
    ])
  })

  it('is nothing when the place of one party is not known', () => {
    expect(toTieGeometry([chambery, { lon: null, lat: null }])).toBeNull()
    expect(toTieGeometry([chambery, ouahigouya, { lon: null, lat: null }])).toBeNull()
  })

  it('stands even between two authorities at one place', () => {
    expect(toTieGeometry([chambery, chambery])?.type).toBe('LineString')
  })
})

describe('the point of an authority', () => {
  it('has longitude first, and is nothing when unknown', () => {
    expect(toPoint(chambery)).toEqual({ type: 'Point', coordinates: [5.92, 45.57] })
    expect(toPoint({ lon: null, lat: null })).toBeNull()
  })
})
