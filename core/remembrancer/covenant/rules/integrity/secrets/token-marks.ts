/**
 * What stands in every file with a secret of a known provider; nothing else is searched for them. It is one expression for
 * speed: most tokens are a prefix, a mark between and a random part, so the mark and 16 characters behind it are looked for
 * first, and only then what stands before. That is several times as fast as trying every prefix at every place. A test
 * makes tokens of all kinds and holds this against them.
 */
export const TOKEN_MARKS =
  /[-_.][A-Za-z0-9_-]{16}(?<=(?:gh[oprsu]|github_pat|npm|rubygems|CLOJARS|[rs]k_live|do[opr]_v1|cfk|cf[ua]t|ddpat|ddap|shp(?:at|ca|pa|ss|ua)|hf|api_org|gsk|lin_api|lin_oauth|ntn|sntry[su]|glsa|glc|dckr_[op]at|fo1|pscale_tkn|pscale_pw|pscale_oauth|gl(?:pat|dt|rt|ptt|cbt|ft|imt|agent|oas|soat|ffct)|xox[abeoprs]|xapp|PMAK|pul|NRAK|NRII|sk-ant|pplx|xkeysib|tskey|GOCSPX|sq0(?:atp|csp)|HRKU|pypi|SG|hv[brs]|atlasv1|dt0[a-z]\d\d|dp\.pt|dp\.st|dp\.ct|dp\.sa|dp\.scim|dp\.audit)[-_.].{16}|key-[a-f0-9]{16})|T3BlbkFJ|EAAA[\w-]{60}|AT(?:ATT|CTT|STT)3|ATBB[A-Za-z0-9]{32}|A[KS]IA[A-Z2-7]{16}|LTAI[A-Za-z0-9]{20}|ABSK[A-Za-z0-9]|AKCp[A-Za-z0-9]|AIza[\w-]{35}|AZDO|JQQJ9|\+ASt[A-Za-z0-9+/]{5}[AQgw]|AccountKey=|Q~[\w~.-]{31}|SK[a-f0-9]{32}|:AA[\w-]{33}|cio[A-Za-z0-9]{32}|dapi[a-f0-9]{32}|oy2[a-z0-9]{43}|hooks\.slack\.com\/|api\/webhooks\/\d|-us\d/u;
