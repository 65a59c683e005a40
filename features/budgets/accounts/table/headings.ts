import { nameKey } from '../../../organisations/names.ts'
import type { TableField } from '../../account-table-form.ts'

// Headings as accounting software and finance departments write them, those of the open data schema “budget” (BGT_…)
// among them.
const words: Readonly<Record<TableField, string>> = {
  year: 'année;annee;exercice;année exercice;exercice budgétaire;bgt_annee;year;fiscal year',
  direction:
    'sens;dépense recette;dépense/recette;d/r;d r;rd;sens d r;type de mouvement;bgt_codrd;direction;expenditure or receipt',
  section: 'section;sect;section budgétaire;f/i;i/f;bgt_section',
  operationKind: 'réel ordre;réel/ordre;r/o;ordre réel;opération d’ordre;mouvement réel ordre;bgt_opbudg',
  nature: `nature;compte;compte nature;compte par nature;article;imputation nature;code nature;nature comptable;compte budgétaire;
    numéro de compte;article nature;bgt_nature;account;account by nature`,
  function: 'fonction;code fonction;rubrique;sous-fonction;fonction m57;imputation fonction;bgt_fonction;function',
  chapter: 'chapitre;code chapitre;chap;chapitre budgétaire;bgt_contnat;chapter',
  operation:
    'opération;numéro d’opération;code opération;programme;autorisation de programme;ap;bgt_operation;operation',
  label: `libellé;intitulé;objet;désignation;libellé de la ligne;libellé mouvement;libellé du mandat;libellé nature;libellé compte;
    description;objet de la dépense;objet du mandat;bgt_nature_label;label;purpose`,
  department: `service;service gestionnaire;gestionnaire;direction gestionnaire;direction;pôle;centre de responsabilité;
    service émetteur;département gestionnaire;code service;libellé service;department`,
  beneficiary:
    'bénéficiaire;tiers;nom du tiers;fournisseur;créancier;libellé tiers;raison sociale;nom bénéficiaire;payee;beneficiary',
  proposed: 'proposé;demandé;proposition;propositions nouvelles;demande;bgt_mtpropnouv;proposed',
  voted:
    'voté;budget primitif;bp;montant voté;prévu;prévision;prévisions;budget voté;crédits votés;bgt_mtprev;voted;budgeted',
  opened: 'crédits ouverts;ouvert;budget total;total prévu;bp + dm;crédits;budgété;crédit ouvert;bgt_credouv;opened',
  executed: `réalisé;mandaté;montant réalisé;réalisations;exécuté;consommé;mandats émis;titres émis;émis;montant mandaté;
    montant ttc;ttc;montant;liquidé;payé;ca;bgt_mtreal;executed;spent;amount`,
  carriedOver: `reste à réaliser;restes à réaliser;rar;reports;report;engagé non mandaté;bgt_mtrar3112;carried over`,
  debit: 'débit;debit;dépense;dépenses;montant dépense;montant débit;expenditure',
  credit: 'crédit;recette;recettes;montant recette;montant crédit;credit;receipts;revenue',
  signed: 'montant signé;solde;balance;signed amount',
}

const known = new Map<string, TableField>()
for (const [field, text] of Object.entries(words) as [TableField, string][])
  for (const word of text.split(';')) if (!known.has(nameKey(word))) known.set(nameKey(word), field)

// From the telling word to the vague one.
const hints: readonly (readonly [RegExp, TableField])[] = [
  [/\b(exercice|annee|year)\b/, 'year'],
  [/\b(restes?|rar|reports?)\b/, 'carriedOver'],
  [/\b(ouverts?)\b/, 'opened'],
  [/\b(votes?|bp|prevus?|prevision\w*)\b/, 'voted'],
  [/\b(propos\w+|demand\w+)\b/, 'proposed'],
  [/\b(realis\w+|mandat\w*|execut\w+|paye\w*|emis)\b/, 'executed'],
  [/\b(service|gestionnaire|pole)\b/, 'department'],
  [/\b(tiers|beneficiaire\w*|fournisseur\w*)\b/, 'beneficiary'],
  [/\b(fonction|rubrique)\b/, 'function'],
  [/\b(chapitre)\b/, 'chapter'],
  [/\b(nature|compte|article)\b/, 'nature'],
  [/\b(libelle|intitule|objet)\b/, 'label'],
  [/\b(montant|ttc)\b/, 'executed'],
]

/** What a heading says of its column, and whether it surely means it; null where it says nothing to us. */
export function readTableHeading(heading: string): { field: TableField; sure: boolean } | null {
  const key = nameKey(heading)
  const exact = known.get(key)
  if (exact) return { field: exact, sure: true }
  if (key === '') return null
  const hint = hints.find(([pattern]) => pattern.test(key))
  return hint ? { field: hint[1], sure: false } : null
}
