import { describe, expect, it } from 'vitest'
import { noFilters } from '../features/atlas/filters.ts'
import { listHref, readListQuery } from './list-query.ts'

const read = (query: string) => readListQuery(new URLSearchParams(query), ['name', 'population'])

describe('the address of a list', () => {
  it('says filters, order and page, and is read back as it was written', () => {
    const query = { filters: { ...noFilters(), q: 'eau', country: ['SN', 'ML'] }, sort: 'name', page: 3 }
    const href = listHref('/fr/recherche', query)
    expect(href).toBe('/fr/recherche?q=eau&country=sn&country=ml&sort=name&page=3')
    const back = read(href.split('?')[1] ?? '')
    expect(back).toMatchObject({ sort: 'name', page: 3, issues: [] })
    expect(back.filters.country).toEqual(['ML', 'SN'])
  })

  it('is bare when nothing is asked, and says no first page', () => {
    expect(listHref('/fr/liens', { filters: noFilters(), sort: null, page: 1 })).toBe('/fr/liens')
  })
})

describe('an address that makes no sense', () => {
  it('tells the order it does not know and keeps the usual one', () => {
    const { sort, issues } = read('sort=colour')
    expect(sort).toBeNull()
    expect(issues).toEqual([{ param: 'sort', value: 'colour' }])
  })

  it.each(['0', '-1', '1.5', 'x', '', '99999999'])('starts at the first page for page=%s', (page) =>
    expect(read(`page=${page}`).page).toBe(1),
  )
})
