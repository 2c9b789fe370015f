import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** One pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
/** A WAV file without a sample. */
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=';

const TEXT = { type: 'text', text: 'A text.' } as const;
const IMAGE = { type: 'image', data: PNG, mimeType: 'image/png' } as const;
const AUDIO = { type: 'audio', data: WAV, mimeType: 'audio/wav' } as const;
const embedded = (uri: string) =>
  ({ type: 'resource', resource: { uri, mimeType: 'text/plain', text: 'A resource.' } }) as const;

/**
 * What the official conformance client asks of a server to try the protocol with: tools, resources and prompts that it
 * knows by their names, and that no server has of its own.
 */
export function addFixtures(server: McpServer): void {
  const tools = {
    test_simple_text: [TEXT],
    test_image_content: [IMAGE],
    test_audio_content: [AUDIO],
    test_embedded_resource: [embedded('test://embedded-resource')],
    test_multiple_content_types: [TEXT, IMAGE, embedded('test://mixed-content-resource')],
  };
  for (const [name, content] of Object.entries(tools)) {
    server.registerTool(name, { description: name }, () => ({ content }));
  }
  server.registerTool('test_error_handling', { description: 'Fails.' }, () => {
    throw new Error('This tool fails.');
  });
  server.registerTool('test_tool_with_progress', { description: 'Tells of its progress.' }, async (ctx) => {
    const progressToken = ctx.mcpReq._meta?.progressToken;
    for (const progress of progressToken === undefined ? [] : [0, 50, 100]) {
      const params = { progressToken: progressToken ?? 0, progress, total: 100 };
      await ctx.mcpReq.notify({ method: 'notifications/progress', params });
    }
    return { content: [TEXT] };
  });

  const resource = (uri: string, content: { text: string } | { blob: string }) => ({
    contents: [{ uri, mimeType: 'text/plain', ...content }],
  });
  server.registerResource('static text', 'test://static-text', {}, ({ href }) =>
    resource(href, { text: 'A text.' }),
  );
  server.registerResource('static bytes', 'test://static-binary', {}, ({ href }) =>
    resource(href, { blob: PNG }),
  );
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    {},
    ({ href }, { id }) => resource(href, { text: JSON.stringify({ id }) }),
  );

  const says = (...contents: (typeof TEXT | typeof IMAGE | ReturnType<typeof embedded>)[]) => ({
    messages: contents.map((content) => ({ role: 'user' as const, content })),
  });
  server.registerPrompt('test_simple_prompt', { description: 'A prompt.' }, () => says(TEXT));
  server.registerPrompt('test_prompt_with_image', { description: 'A prompt.' }, () => says(IMAGE, TEXT));
  server.registerPrompt(
    'test_prompt_with_arguments',
    { description: 'A prompt.', argsSchema: z.object({ arg1: z.string(), arg2: z.string() }) },
    ({ arg1, arg2 }) => ({
      messages: [{ role: 'user', content: { type: 'text', text: `${arg1} ${arg2}` } }],
    }),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'A prompt.', argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri }) => says(embedded(resourceUri), TEXT),
  );
}
