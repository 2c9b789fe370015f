/**
 * `environment` with which git shows `token` to the server at `serverUrl`, as actions/checkout does: by a setting in the
 * environment, never by an argument, which every process of the machine could read.
 */
export function gitWithToken(
  environment: Readonly<NodeJS.ProcessEnv>,
  serverUrl: string,
  token: string,
): NodeJS.ProcessEnv {
  const own = Number(environment['GIT_CONFIG_COUNT'] ?? 0) || 0;
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    ...environment,
    GIT_CONFIG_COUNT: String(own + 1),
    [`GIT_CONFIG_KEY_${own}`]: `http.${serverUrl}/.extraheader`,
    [`GIT_CONFIG_VALUE_${own}`]: `AUTHORIZATION: basic ${credentials}`,
  };
}
