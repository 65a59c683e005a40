import type { AgreementPaper, PaperParty } from '../features/partnerships/kit-paper.ts'

const party = (organisationId: string, name: string, facts: Partial<PaperParty>): PaperParty => ({
  organisationId,
  name,
  country: { fr: 'France', en: 'France' },
  tier: 'commune',
  isFrench: true,
  signatoryName: '',
  signatoryFunction: '',
  noCommitment: false,
  commitments: [],
  approval: null,
  transmission: null,
  ...facts,
})

/** An agreement that says all a kit needs, between Chambéry and Ouahigouya. */
export const fullPaper: AgreementPaper = {
  kind: 'convention',
  title: 'Eau et assainissement 2026-2028',
  object:
    'Améliorer l’accès à l’eau potable dans cinq quartiers de Ouahigouya.\nFormer les agents des deux villes à la gestion du service.',
  legalBasis: 'Code général des collectivités territoriales, article L.1115-1',
  startsOn: '2026-01-01',
  endsOn: '2028-12-31',
  openEnded: false,
  renewal: 'express',
  noticeMonths: 6,
  noticeClause: 'Le préavis court à compter de la réception.',
  languages: ['fr'],
  onePercent: ['water'],
  sinceYear: 1991,
  goals: [6, 17],
  parties: [
    party('here', 'Chambéry', {
      signatoryName: 'Claire Martin',
      signatoryFunction: 'maire',
      approval: { doneOn: '2026-03-12', reference: '2026-41' },
      commitments: [
        { body: 'Verser sa contribution annuelle', amount: '541700.86', currency: 'EUR', dueOn: '2026-06-30' },
      ],
    }),
    party('there', 'Ouahigouya', {
      country: { fr: 'Burkina Faso', en: 'Burkina Faso' },
      isFrench: false,
      signatoryName: 'Adama Ouédraogo',
      signatoryFunction: 'maire',
      approval: { doneOn: '2026-02-01', reference: 'CM-7' },
      commitments: [{ body: 'Mettre à disposition deux techniciens.', amount: null, currency: 'EUR', dueOn: null }],
    }),
  ],
  amounts: [
    { organisationId: 'here', year: 2026, kind: 'money', amount: '541700.86', currency: 'EUR' },
    { organisationId: 'here', year: 2027, kind: 'money', amount: '0.14', currency: 'EUR' },
    { organisationId: 'there', year: 2026, kind: 'inKind', amount: '3000000', currency: 'XOF' },
  ],
  committees: [{ name: 'Comité de pilotage', rule: 'Deux membres par ville.', meetsPerYear: 2 }],
  amendment: {
    number: 1,
    object: 'Prolonger d’un an.',
    changes: [
      { field: 'endsOn', from: '2028-12-31', to: '2029-12-31' },
      { field: 'noticeMonths', from: 6, to: 3 },
    ],
  },
  pieces: [],
  organisationId: 'here',
  madeOn: '2026-11-21',
}

/** An agreement just opened, that says next to nothing. */
export const barePaper: AgreementPaper = {
  ...fullPaper,
  object: '',
  legalBasis: '',
  startsOn: null,
  endsOn: null,
  noticeMonths: null,
  noticeClause: '',
  languages: [],
  onePercent: [],
  sinceYear: null,
  goals: [],
  parties: [party('here', 'Chambéry', {}), party('there', 'Ouahigouya', { isFrench: false, tier: 'unknown' })],
  amounts: [],
  committees: [],
  amendment: null,
}
