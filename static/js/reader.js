// What this reader knows: {csrf, name, states: {lexeme id: "learning" | "known"}, language, level, dictionary, lookups}.

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
    const { csrf, states, language, level, dictionary, lookups } = await response.json();
    this.csrf = csrf;
    this.states = states;
    this.language = language;
    this.level = level;
    this.dictionary = dictionary;
    this.lookups = lookups; // where a member of a class tells what they looked up, or null
  }

  state(id) {
    return this.states[id] ?? "new";
  }

  /** Sets a state on the server, then here; throws when the server did not take it. A preview has no server for it. */
  async set(id, state) {
    if (!this.wordUrlTemplate) return this.remember(id, state);
    this.wantsToken = true;
    await this.load({ afresh: !this.csrf });
    let response = await this.post(id, state);
    if (response.status === 400) {
      await this.load({ afresh: true }); // the token was too old
      response = await this.post(id, state);
    }
    if (!response.ok) throw new Error(`state: ${response.status}`);
    const answer = await response.json();
    this.remember(id, answer.state);
  }

  remember(id, state) {
    if (state === "new") delete this.states[id];
    else this.states[id] = state;
  }

  post(id, state) {
    return this.send(this.wordUrlTemplate.replace("__id__", encodeURIComponent(id)), { state });
  }

  /** Tells the class's teacher; whether it arrived. The message outlives the page. */
  async tell(what) {
    this.wantsToken = true;
    if (!this.csrf) await this.load({ afresh: true });
    if (!this.lookups) return true;
    const response = await this.send(this.lookups, what, { keepalive: true });
    if (response.status === 400) await this.load({ afresh: true }); // the token was too old: the next time
    return response.ok || response.status === 404; // 404: the assignment has closed meanwhile
  }

  send(url, what, options = {}) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.csrf };
    return fetch(url, { method: "POST", headers, body: JSON.stringify(what), ...options });
  }
}
