import { describe, expect, it } from 'vitest'
import { claimPath, firstAdministratorPath } from '../../features/accounts/links.ts'
import { locales } from '../../platform/i18n/locales.ts'
import { isWorkspacePath, safeReturn, translateWorkspacePath, workspacePages, workspacePath } from './paths.ts'

describe('the addresses of the workspace', () => {
  it('are told apart, in each language', () => {
    for (const locale of locales) {
      const shapes = workspacePages.map((page) => page[locale].replace(/:\w+/g, ':'))
      expect(new Set(shapes).size).toBe(shapes.length)
    }
  })

  it('lead to the same page in the other language', () => {
    for (const page of workspacePages) {
      const params = Object.fromEntries([...page.fr.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, 'c73065']))
      expect(translateWorkspacePath(workspacePath(page.id, 'fr', params), 'en')).toBe(
        workspacePath(page.id, 'en', params),
      )
    }
    expect(translateWorkspacePath('/fr/carte', 'en')).toBeNull()
  })

  it('are never kept, known or not', () => {
    expect(isWorkspacePath('/fr/espace/nulle-part')).toBe(true)
    expect(isWorkspacePath('/en/workspace')).toBe(true)
    expect(isWorkspacePath('/fr/carte')).toBe(false)
    expect(isWorkspacePath('/espace')).toBe(false)
  })

  it('are what the command line prints for the first administrator', () => {
    for (const locale of locales)
      expect(firstAdministratorPath(locale, 'a_b-c')).toBe(
        workspacePath('firstAdministrator', locale, {}, { token: 'a_b-c' }),
      )
  })

  it('are where somebody whose request was decided at the command line is sent', () => {
    for (const locale of locales)
      expect(claimPath(locale, 'c73065')).toBe(workspacePath('claim', locale, { organisation: 'c73065' }))
  })
})

describe('the way back after signing in', () => {
  it('is a page of ours', () => {
    expect(safeReturn('/fr/espace/o/c73065?x=1', '/fr')).toBe('/fr/espace/o/c73065?x=1')
    expect(safeReturn('/en', '/fr')).toBe('/en')
  })

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/fr//evil.example',
    '/fr\\..\\evil',
    'javascript:alert(1)',
    '/fr /x',
    '/autre',
    '',
    null,
  ])('is never %s', (address) => {
    expect(safeReturn(address, '/fr')).toBe('/fr')
  })
})
