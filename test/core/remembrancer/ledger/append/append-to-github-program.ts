/** A writer as a process of its own: appends one record over the API. `node append-to-github-program.ts API OWNER REPO ID`, with LOG_KEY and GITHUB_TOKEN. */
import { githubClient } from '../../../../../actions/common/src/github-client.ts';
import { appendRecords, githubStore, parseSignerKey } from '../../../../../core/remembrancer/ledger/index.ts';
import { sampleRecord } from '../sample-records.ts';

const [apiUrl = '', owner = '', repo = '', id = ''] = process.argv.slice(2);
const token = process.env['GITHUB_TOKEN'] ?? '';
const client = githubClient({ token, apiUrl, graphqlUrl: apiUrl.replace(/\/v3$/u, '/graphql') });
const signer = parseSignerKey(process.env['LOG_KEY'] ?? '');
await appendRecords(githubStore(client, { owner, repo }), signer, [sampleRecord(id)], { random: () => 0 });
