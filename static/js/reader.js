// What this reader knows: {csrf, name, states: {lexeme id: "learning" | "known"}, language, level, dictionary}.

export class Reader {
  constructor(url, wordUrlTemplate) {
    this.url = url;
    this.wordUrlTemplate = wordUrlTemplate;
    this.states = {};
    this.loading = null;
  }

  /** Loads once; after a failure, or when asked afresh, it loads again. */
  load({ afresh = false } = {}) {
    if (afresh) this.loading = null;
    this.loading ??= this.fetch().catch((error) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  // The token is asked for only when something is to be saved: reading alone starts no session.
  async fetch() {
    const response = await fetch(this.wantsToken ? `${this.url}?token=1` : this.url, { cache: "no-store" });
    if (!response.ok) throw new Error(`reader: ${response.status}`);
    const { csrf, states, language, level, dictionary } = await response.json();
    this.csrf = csrf;
    this.states = states;
    this.language = language;
    this.level = level;
    this.dictionary = dictionary;
  }

  state(id) {
    return this.states[id] ?? "new";
  }

  /** Sets a state on the server, then here; throws when the server did not take it. */
  async set(id, state) {
    this.wantsToken = true;
    await this.load({ afresh: !this.csrf });
    let response = await this.post(id, state);
    if (response.status === 400) {
      await this.load({ afresh: true }); // the token was too old
      response = await this.post(id, state);
    }
    if (!response.ok) throw new Error(`state: ${response.status}`);
    const answer = await response.json();
    if (answer.state === "new") delete this.states[id];
    else this.states[id] = answer.state;
  }

  post(id, state) {
    return fetch(this.wordUrlTemplate.replace("__id__", encodeURIComponent(id)), {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.csrf },
      body: JSON.stringify({ state }),
    });
  }
}
