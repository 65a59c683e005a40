import { locales } from '../../../platform/i18n/locales.ts'
import { translator } from '../../../platform/i18n/translator.ts'
import { nameKey } from '../../organisations/names.ts'
import { type SheetField, sheetFields } from './fields.ts'

// Headings as they stand in the national atlas, in the bases of regional networks, in lists of twin towns and in the
// tables officers keep, in French and English.
const words: Readonly<Record<SheetField, string>> = {
  id: 'id;identifiant;id navette;identifiant navette;navette id;uuid',
  ownName: `collectivité;collectivité française;collectivité territoriale;collectivité territoriale française;ville française;
    commune française;collectivité chef de file;chef de file;porteur;porteur du projet;structure;structure porteuse;
    notre collectivité;french authority;french local authority;local authority;lead authority;fr name;name1;city1`,
  partnerName: `partenaire;partenaires;ville partenaire;commune partenaire;collectivité partenaire;collectivité étrangère;
    collectivité locale étrangère;collectivité territoriale étrangère;autorité locale étrangère;autorité locale partenaire;
    nom du partenaire;nom partenaire;nom de la collectivité partenaire;partenaire étranger;ville étrangère;ville jumelle;
    ville jumelée;villes jumelées;jumelée avec;territoire partenaire;localité partenaire;partner;partner name;partner city;
    partner town;partner authority;partner local authority;foreign authority;foreign partner;foreign name;twin town;
    twin city;twinned with;sister city;name2;city2`,
  partnerCountry: `pays;pays partenaire;pays du partenaire;pays de la collectivité partenaire;pays d’intervention;
    pays de coopération;code pays;country;partner country;country of partner;foreign country;foreign country iso2;
    country code;country2`,
  partnerKind: `niveau;niveau du partenaire;niveau de collectivité;type de partenaire;type du partenaire;
    type de collectivité;type de collectivité partenaire;statut du partenaire;partner kind;partner tier;kind of partner;
    type of partner;foreign kind;kind2`,
  type: `type;type de lien;nature;nature du lien;type de partenariat;nature du partenariat;type de coopération;
    nature de la coopération;type d’action;type d’accord;forme;cadre;tie type;type of tie;kind of tie;type of link;
    type of partnership;partnership type;type of cooperation`,
  state: `état;état du lien;état du partenariat;statut;statut du lien;statut du partenariat;situation;état d’avancement;
    state;status;status of partnership`,
  since: `depuis;année;date;début;année de début;date de début;année de signature;date de signature;signature;signé en;
    signé le;année du jumelage;date du jumelage;année de création;date de création;année du partenariat;since;since year;
    start;start year;start date;year;year of signing;date of signing;signed;signed in`,
  until: `fin;année de fin;date de fin;jusqu’en;jusqu’à;échéance;date d’échéance;terme;end;end year;end date;until;
    until year;ended`,
  themes: `thème;thèmes;thématique;thématiques;domaine;domaines;domaine d’intervention;domaines d’intervention;
    domaine d’action;domaines d’action;domaines de coopération;thématiques de coopération;secteur;secteurs;
    secteur d’intervention;secteurs d’intervention;axes;theme;themes;topic;topics;sector;sectors;areas of work;fields`,
}

const known = new Map<string, SheetField>()
for (const field of sheetFields) {
  const own = locales.map((locale) => translator(locale)(`spreadsheet.field.${field}`))
  for (const word of [...words[field].split(';'), ...own]) known.set(nameKey(word), field)
}

// Columns about something else whose headings share a word with ours.
const aside =
  /\b(contacts?|e ?mail|mails?|courriels?|telephones?|tel|phone|sites?|web|url|notes?|observations?|commentaires?|comments?|remarques?|mise a jour|maj|updated?|budget|montants?|amounts?|couts?|elus?|elected|referents?|adresses?|address|population|habitants|latitude|longitude|lat|lng|lon|insee|siren|siret|odd|sdg|resume|description|type de structure)\b/

// From the telling word to the vague one: the first that is met says what a heading may be.
const hints: readonly (readonly [RegExp, SheetField])[] = [
  [/\b(pays|country|countries)\b/, 'partnerCountry'],
  [/\b(themes?|themati\w+|domaines?|secteurs?|sectors?|topics?)\b/, 'themes'],
  [/\b(fin|echeance|end|until|jusqu)\b/, 'until'],
  [/\b(depuis|debut|since|start\w*|signature|signed|annee|year|date)\b/, 'since'],
  [/\b(type|nature|kind) .*\b(collectivites?|autorites?|partenaires?|authority|partner)\b/, 'partnerKind'],
  [/\b(type|nature|kind|forme)\b/, 'type'],
  [/\b(etat|statut|state|status)\b/, 'state'],
  [/\b(partenaires?|partners?|jumel\w*|twin\w*|sister|etrang\w+|foreign)\b/, 'partnerName'],
  [/\b(villes?|communes?|city|town|municipalit\w+|localites?|nom|name)\b/, 'partnerName'],
  [/\b(collectivites?|porteur|authority)\b/, 'ownName'],
]

/** What a heading says of its column: the field, and whether it surely means it; null where it says nothing to us. */
export function readHeading(heading: string): { field: SheetField; sure: boolean } | null {
  const key = nameKey(heading)
  const exact = known.get(key)
  if (exact) return { field: exact, sure: true }
  if (key === '' || aside.test(key)) return null
  const hint = hints.find(([pattern]) => pattern.test(key))
  return hint ? { field: hint[1], sure: false } : null
}
