import { CONFIDENCES, type Decision } from './decision.ts';
import { isDecisionId, numberInReference } from './decision-id.ts';
import type { Claim } from './dialects/claim.ts';
import type { DialectName } from './dialects/dialect.ts';
import { DIALECTS } from './dialects/dialects.ts';
import { readFrontMatter } from './dialects/front-matter.ts';
import type { Finding } from './finding.ts';
import { itemsOf, textOf } from './read/claim-values.ts';
import { dayOf } from './read/day-of.ts';
import { statusOf, successorsOf } from './read/status-of.ts';
import { dayInFileName, numberInFileName, numberInHeading, titleInHeading } from './text/file-name.ts';
import { parseNames } from './text/parse-names.ts';
import { parseReferences } from './text/parse-references.ts';
import { type SourceDocument, splitDocument, splitSections } from './text/source-document.ts';

/** A decision as it was found in a file. */
export interface ReadDecision {
  readonly path: string;
  readonly decision: Decision;
  readonly dialect: DialectName;
  /** The other ends of relations, which some dialects write down. */
  readonly supersededBy: readonly string[];
  readonly amendedBy: readonly string[];
  /** What the file says where. */
  readonly claims: readonly Claim[];
  /** What is odd about its writing. */
  readonly findings: readonly Finding[];
  readonly document: SourceDocument;
}

/** The decision in a file of any dialect. It never throws: what cannot be read is a finding, and a status `proposed`. */
export function readDecision(path: string, text: string): ReadDecision {
  const document = splitDocument(path, text);
  const frontMatter = readFrontMatter(document);
  const dialect = DIALECTS.find(({ recognise }) => recognise(document, frontMatter));
  const claims = [...frontMatter.claims, ...(dialect?.read(document) ?? [])];
  const status = statusOf(path, claims);
  const date = dayOf(path, claims, 'date');
  const reviewBy = dayOf(path, claims, 'review-by');
  const references = (field: 'supersedes' | 'amends' | 'relates-to' | 'superseded-by' | 'amended-by') =>
    itemsOf(claims, field, parseReferences);

  const slug = (path.split('/').at(-1) ?? '').replace(/\.md$/i, '');
  const sections = splitSections(document.body);
  const heading = sections.find(({ level }) => level === 1)?.heading ?? '';
  const id = textOf(claims, 'id') ?? '';
  const number = numberInReference(id) ?? numberInFileName(slug) ?? numberInHeading(heading);
  const day = date.day ?? dayInFileName(slug);
  const summary = textOf(claims, 'summary');
  const confidence = CONFIDENCES.find((known) => known === textOf(claims, 'confidence'));
  return {
    path,
    decision: {
      ...(isDecisionId(id) && { id }),
      ...(number !== undefined && { number }),
      slug,
      title: textOf(claims, 'title') ?? (titleInHeading(heading) || slug),
      status: status.status,
      ...(day !== undefined && { date: day }),
      decisionMakers: itemsOf(claims, 'decision-makers', parseNames),
      consulted: itemsOf(claims, 'consulted', parseNames),
      informed: itemsOf(claims, 'informed', parseNames),
      tags: itemsOf(claims, 'tags', parseNames),
      ...(summary !== undefined && { summary }),
      supersedes: references('supersedes'),
      amends: references('amends'),
      relatesTo: references('relates-to'),
      affects: itemsOf(claims, 'affects', (glob) => [glob]),
      ...(reviewBy.day !== undefined && { reviewBy: reviewBy.day }),
      ...(confidence !== undefined && { confidence }),
      sections,
    },
    dialect: dialect?.name ?? 'none',
    supersededBy: [...new Set([...references('superseded-by'), ...successorsOf(claims)])],
    amendedBy: references('amended-by'),
    claims,
    findings: [...frontMatter.findings, ...status.findings, ...date.findings, ...reviewBy.findings],
    document,
  };
}
