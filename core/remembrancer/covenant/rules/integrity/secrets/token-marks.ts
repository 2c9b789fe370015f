/**
 * What stands in every file with a secret of a known provider; no other file is searched for them. It is written for speed,
 * and each alternative starts with a character that is rare in text. Most tokens are a prefix, a mark and a random part: the
 * mark and 16 characters behind it are looked for first, and only then the prefix before it, which is several times as fast
 * as trying each prefix at each place. Two that come up in any long base64 are none in the middle of it: a token stands apart,
 * but for `\n` before it. A test makes tokens of all kinds and holds this against them.
 */
export const TOKEN_MARKS =
  /[-_.][A-Za-z0-9_-]{16}(?<=(?:gh[oprsu]|github_pat|npm|rubygems|CLOJARS|[rs]k_live|do[opr]_v1|cfk|cf[au]t|ddpat|ddap|shp(?:at|ca|pa|ss|ua)|hf|api_org|gsk|lin_api|lin_oauth|ntn|sntry[su]|glsa|glc|dckr_[op]at|fo1|pscale_(?:tkn|pw|oauth)|gl(?:pat|dt|rt|ptt|cbt|ft|imt|agent|oas|soat|ffct)|xox[abeoprs]|xapp|PMAK|pul|NRAK|NRII|sk-ant|pplx|xkeysib|tskey-(?:auth|api|client|scim|webhook)|GOCSPX|sq0(?:atp|csp)|HRKU|pypi|SG|hv[brs]|atlasv1|dt0[a-z]\d\d|dp\.(?:pt|st|ct|sa|scim|audit)(?:\.[a-z0-9_-]{2,35})?)(?<=[A-Za-z0-9])[-_.].{16}|key-[a-f0-9]{16})|T3BlbkFJ|EAAA(?<![A-Za-z0-9+/]{2}EAAA)[A-Za-z0-9_-]{60}|AT[ACS]TT3|ATBB(?<![A-Za-z0-9+/]{2}ATBB)[A-Za-z0-9]{32}|A[KS]IA[A-Z2-7]{16}|LTAI[A-Za-z0-9]{20}|ABSK[A-Za-z0-9]|AKCp[A-Za-z0-9]|AIza[A-Za-z0-9_-]{35}|AZDO|JQQJ9|\+ASt[A-Za-z0-9+/]{5}[AQgw]|AccountKey=|Q~[A-Za-z0-9_~.-]{31}|SK[a-f0-9]{32}|:AA[A-Za-z0-9_-]{33}|\.slack\.com\/|\/webhooks\/\d|-us\d|(?:cio|dapi|oy2)[A-Za-z0-9]{32}/u;
