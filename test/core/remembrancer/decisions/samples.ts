import type { DialectName } from '../../../../core/remembrancer/decisions/dialects/dialect.ts';

/** One decision in each dialect, with what people do to them: tables, prose, old spellings, Windows line ends. */
export const SAMPLES: Readonly<Record<DialectName, readonly [path: string, text: string]>> = {
  'madr-4': [
    'docs/adr/use-postgres.md',
    `---
id: 01JD0000000000000000000001
title: Use PostgreSQL for orders
status: accepted
date: 2026-11-20
decision-makers: [Jane Doe, "Doe, John"]
consulted: [the database group]
informed: [everyone]
tags: [database]
summary: Orders go to PostgreSQL.
supersedes: [use-mysql]
amends: [ADR-0003]
relates-to: [ADR-PR12]
affects: [src/orders/**]
review-by: 2027-11-20
confidence: high
---

# Use PostgreSQL for orders

## Context and Problem Statement

Orders must not be lost.

## Decision Outcome

PostgreSQL, because many know it.

### Consequences

- Good, because it is one database.
`,
  ],
  'madr-3': [
    'docs/adr/0005-use-mysql.md',
    `---
status: superseded by [ADR-0007](0007-use-postgres.md)
date: 2022/10/09
deciders: Jane Doe, [John](@john)
---
# Use MySQL

## Context and Problem Statement

Which database?

## Decision Outcome

MySQL.
`,
  ],
  'madr-2': [
    'docs/adr/0004-use-files.md',
    `# Use files

* Status: accepted
* Deciders: Jane Doe; John Doe
* Date: 8 Jun 2024

Technical Story: #17

## Context and Problem Statement

Where?

## Decision Outcome

Files.

## Links

* Refined by [ADR-0005](0005-use-mysql.md)
`,
  ],
  log4brains: [
    'docs/adr/20201016-use-the-slug.md',
    `# Use the slug

- Status: draft
- Tags: identity, naming

## Context and Problem Statement

Numbers collide.

## Decision Outcome

The slug.

## Links

- Supersedes [20200926-use-the-number](20200926-use-the-number.md)
`,
  ],
  'adr-tools': [
    'doc/adr/0009-use-cvs.md',
    `\ufeff# 9. Use CVS

Date: 2011-02-03

## Status

Accepted

Superceded by [12. Use git](0012-use-git.md)

Amends [4. Use files](0004-use-files.md)

## Context

We keep versions.

## Decision

CVS.

## Consequences

Tears.
`.replaceAll('\n', '\r\n'),
  ],
  nygard: [
    'docs/adr-010-modular.md',
    `# ADR 010: Modular handlers

## Changelog

* 2019 Jul 31: Initial draft

## Status

> ABANDONED. It is discussed again.

## Context

Too large.

## Decision

\`\`\`sh
## Status
\`\`\`

Split it.
`,
  ],
  table: [
    'adr/ODH-ADR-Operator-0007-auth.md',
    `# **An Auth CR**

| Date | 22-10-2024 |
| :--- | :--- |
| Scope | Operator |
| Status | Approved |
| Authors | [Jane Doe](@jane) |
| Superseded by: | N/A |

## What

A resource.

## Why

It is needed.

## How

With \`\`\`\` four ticks.
`,
  ],
  none: ['docs/adr/notes.md', 'Just a note,\nwithout anything.\n'],
};
