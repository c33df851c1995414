// The determination sheet of one edition. It asks, decides and shows; it fetches nothing and sends nothing.
// An axis, an option, an outcome or a row is its number here; null is an axis that is not answered.
'use strict';

const sheet = JSON.parse(document.getElementById('edition').textContent);
const {axes, outcomes, words} = sheet;
const [adopted, ...rivals] = sheet.readings;  // each a list of rows; what is adopted comes first
const sizes = axes.map((axis) => axis.options.length);

// ---- Deciding: rows of option sets, of which exactly one holds for complete answers.

const holds = (row, answers) => row.when.every(([axis, options]) => options.includes(answers[axis]));
const rowOf = (rows, answers) => rows.findIndex((row) => holds(row, answers));
const outcomeOf = (rows, answers) => rows[rowOf(rows, answers)].outcome;

// ---- Every partial state as one number: a digit for each axis, 0 while it is open, or else its option and one.

const steps = sizes.map((_, axis) => sizes.slice(axis + 1).reduce((step, size) => step * (size + 1), 1));
const numberOf = (answers) => answers.reduce((sum, option, axis) => sum + (option === null ? 0 : option + 1) * steps[axis], 0);
const answersOf = (number) => steps.map((step, axis) => Math.floor(number / step) % (sizes[axis] + 1) - 1)
    .map((option) => option < 0 ? null : option);
const afterAnswer = (number, axis) => Array.from({length: sizes[axis]}, (_, option) => number + (option + 1) * steps[axis]);

// By partial state: the outcome that is settled, or -1; and, as bits, the open axes whose answer can still matter.
const settled = new Int16Array(steps[0] * (sizes[0] + 1)).fill(-1);
const matters = new Uint16Array(settled.length);
const decided = rivals.map(() => new Int16Array(settled.length));  // what each rival reading makes of complete answers

// An axis matters where its options do not all lead to one outcome, or where it does after an answer to another axis.
// To answer makes the number larger, so that every state comes after those that it leads to.
for (let number = settled.length - 1; number >= 0; number--) {
    const answers = answersOf(number);
    const [one, other] = [...axes.keys()].filter((axis) => answers[axis] === null);
    if (one === undefined) {
        settled[number] = outcomeOf(adopted, answers);
        for (const [rival, rows] of rivals.entries()) decided[rival][number] = outcomeOf(rows, answers);
        continue;
    }
    const after = afterAnswer(number, one);
    if (other === undefined) {
        if (new Set(after.map((next) => settled[next])).size > 1) matters[number] = 1 << one;
    } else {
        for (const next of after) matters[number] |= matters[next] & ~(1 << one);
        for (const next of afterAnswer(number, other)) matters[number] |= matters[next] & (1 << one);
    }
    if (!matters[number]) settled[number] = settled[after[0]];
}

const but = (answers, axis, option) => answers.map((each, at) => at === axis ? option : each);
const isRelevant = (answers, axis) => matters[numberOf(but(answers, axis, null))] >> axis & 1;

// ---- The combinations that complete some answers, the last axis fastest.

function combinations(answers, axis = 0) {
    if (axis === axes.length) return [answers];
    const options = answers[axis] === null ? [...axes[axis].options.keys()] : [answers[axis]];
    return options.flatMap((option) => combinations(but(answers, axis, option), axis + 1));
}

// ---- What to ask next: the order of the open axes that needs the fewest questions on average, where an axis that can
// no longer matter is not asked. By dynamic programming over sets of axes asked; among equals, as the figure asks.

function askNext(answers) {
    const start = numberOf(answers);
    const open = sheet.asking.filter((axis) => matters[start] >> axis & 1);
    const all = (1 << open.length) - 1;
    const questions = Array.from({length: all + 1}, () => open.map(() => 0));
    const visit = (number, asked, place, weight) => {
        if (place < open.length) {
            visit(number, asked, place + 1, weight * sizes[open[place]]);
            for (const next of afterAnswer(number, open[place])) visit(next, asked | 1 << place, place + 1, weight);
        } else {
            open.forEach((axis, each) => { if (matters[number] >> axis & 1) questions[asked][each] += weight; });
        }
    };
    visit(start, 0, 0, 1);
    const least = [], first = [];
    least[all] = 0;
    for (let asked = all - 1; asked >= 0; asked--) {
        least[asked] = Infinity;
        for (const place of open.keys()) {
            const total = least[asked | 1 << place] + questions[asked][place];
            if (!(asked >> place & 1) && total < least[asked]) [least[asked], first[asked]] = [total, place];
        }
    }
    const order = [];
    for (let asked = 0; asked < all; asked |= 1 << first[asked]) order.push(open[first[asked]]);
    return order;
}

// ---- Sufficient reasons: every minimal set of the answers given that alone settles the outcome, the smallest first.

function reasonsFor(answers) {
    const given = [...axes.keys()].filter((axis) => answers[axis] !== null);
    const found = [];
    for (const chosen of subsets(given)) {
        const alone = answers.map((option, axis) => chosen.includes(axis) ? option : null);
        const minimal = !found.some((reason) => reason.every((axis) => chosen.includes(axis)));
        if (minimal && settled[numberOf(alone)] >= 0) found.push(chosen);
    }
    return found;
}

function subsets(items) {
    const all = Array.from({length: 1 << items.length}, (_, bits) => items.filter((_, place) => bits >> place & 1));
    return all.sort((a, b) => a.length - b.length || byPlace(a, b));
}

function byPlace(a, b) {
    const differs = a.findIndex((item, place) => item !== b[place]);
    return differs < 0 ? 0 : a[differs] - b[differs];
}

// ---- Routes: every minimal set of changes to the answers given by which an outcome is possible: after complete answers
// the changes that lead there. Fewest changes first, then the least movement.

function routesTo(outcome, answers) {
    const routes = [];
    const order = [...axes.keys()].sort((a, b) => axes[a].id < axes[b].id ? -1 : 1);
    const places = (way) => way.changed.map((axis) => order.indexOf(axis)).sort((a, b) => a - b);
    const ways = combinations(axes.map(() => null))
        .filter((there) => settled[numberOf(there)] === outcome)
        .map((there) => ({there, changed: [...axes.keys()].filter((axis) => answers[axis] !== null && there[axis] !== answers[axis])}))
        .sort((a, b) => a.changed.length - b.changed.length || byPlace(places(a), places(b)));
    for (const way of ways)
        if (!routes.some((route) => route.changed.every((axis) => route.there[axis] === way.there[axis])))
            routes.push({...way, there: answers.map((option, axis) => way.changed.includes(axis) ? way.there[axis] : option)});
    const rank = (axis, option) => axes[axis].options[option].rank;
    const effort = (way) => way.changed.reduce((sum, axis) => sum + Math.abs(rank(axis, way.there[axis]) - rank(axis, answers[axis])), 0);
    return routes.sort((a, b) => a.changed.length - b.changed.length || effort(a) - effort(b));
}

const disputing = (answers) => [...rivals.keys()]
    .filter((rival) => decided[rival][numberOf(answers)] !== settled[numberOf(answers)]);

// ---- The tree: each node after its parent, and how it relates to the answers.

function treeStates(answers) {
    const states = [];
    for (const [number, {parent, options}] of sheet.tree.entries()) {
        const answer = number && answers[sheet.tree[parent].axis];
        if (number === 0) states.push(sheet.tree[0].axis !== undefined && answers[sheet.tree[0].axis] === null ? 'open' : 'taken');
        else if (states[parent] === 'closed') states.push('closed');
        else if (answer === null) states.push('open');
        else states.push(options.includes(answer) ? states[parent] : 'closed');
    }
    return states;
}

// ---- The dossier. What is loaded is checked, and refused in words; what is not asked for here stays as it was.

let dossier = {format: sheet.dossier.format, edition: sheet.id, project: {}};
let reasons = axes.map(() => '');

class Refusal extends Error {}

const isTable = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const refuse = (name, values) => { throw new Refusal(say(name, values)); };
const patterns = {line: new RegExp(sheet.dossier.line, 'u'), plain: new RegExp(sheet.dossier.plain, 'u')};
for (const axis of axes) for (const option of axis.options) option.pattern = new RegExp(option.pattern, 'u');

function readDossier(bytes) {
    if (bytes.byteLength > sheet.dossier.most) refuse('page_too_large', {most: sheet.dossier.most});
    let text, data;
    try {
        text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
        data = JSON.parse(text);
    } catch {
        refuse('page_not_json');
    }
    requireKept(text);
    if (!isTable(data)) refuse('page_not_table', {key: 'JSON'});
    if (typeof data.edition !== 'string') refuse('page_no_edition', {id: sheet.id});
    if (data.edition !== sheet.id) refuse('page_other_edition', {value: shown(data.edition), id: sheet.id});
    if (data.format !== undefined && data.format !== sheet.dossier.format) refuse('page_other_format', {value: shown(data.format)});
    if (!isTable(data.project)) refuse('page_not_table', {key: 'project'});
    const {title} = data.project;
    if (typeof title === 'string' ? !patterns.line.test(title) : title === undefined || isTable(title) || title === null)
        refuse('page_title_missing');
    return {data, ...readAnswers(data.answers ?? {})};
}

// What JSON.parse would let go: a key given twice, a number that it rounds, and depth that no other program reads.
function requireKept(text) {
    const open = [];
    for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*:?|[{}[\]]|-?[\d.]+(?:[eE][-+]?\d+)?/g)) {
        if (token === '{' || token === '[') {
            if (open.push(new Set()) > 100) refuse('page_too_deep');
        } else if (token === '}' || token === ']') {
            open.pop();
        } else if (token.endsWith(':')) {
            const key = JSON.parse(token.slice(0, -1));
            if (open.at(-1).has(key)) refuse('page_given_twice', {key: shown(key)});
            open.at(-1).add(key);
        } else if (!token.startsWith('"') && Math.abs(Number(token)) > Number.MAX_SAFE_INTEGER) {
            refuse('page_number', {value: shown(token)});
        }
    }
}

function readAnswers(written) {
    if (!isTable(written)) refuse('page_not_table', {key: 'answers'});
    const answers = axes.map(() => null), given = axes.map(() => '');
    const problems = [];
    for (const [name, answer] of Object.entries(written)) {
        const axis = axes.findIndex((each) => each.id === name || each.slug === name);
        const {option, reason = '', ...more} = isTable(answer) ? answer : {option: answer};
        const read = axis < 0 ? -1 : axes[axis].options.findIndex((each) => means(each, option));
        const choices = (axis < 0 ? axes : axes[axis].options).map((each) => each.id).join(say('and'));
        if (axis < 0) problems.push(say('page_no_axis', {value: shown(name), choices}));
        else if (answers[axis] !== null) problems.push(say('page_answered_twice', {axis: axes[axis].id}));
        else if (read < 0) problems.push(say('page_no_option', {axis: axes[axis].id, value: shown(option), choices}));
        else if (Object.keys(more).length || typeof (reason ?? '') !== 'string' || !patterns.plain.test(reason ?? ''))
            problems.push(say('page_no_reason', {axis: axes[axis].id}));
        else [answers[axis], given[axis]] = [read, reason ?? ''];
    }
    if (problems.length) throw new Refusal(problems.join(' '));
    return {answers, given};
}

const means = (option, written) => typeof written === 'number' ? written === option.number
    : typeof written === 'string' && written.length <= sheet.dossier.answer && option.pattern.test(written);

function shown(value) {
    const text = typeof value === 'string' ? value : JSON.stringify(value) ?? '';
    return [...text].slice(0, 80).join('') + (text.length > 80 ? '…' : '');
}

function writeDossier() {
    const title = field('title').value;
    if (title && !patterns.line.test(title)) refuse('page_title_missing');
    const written = {};
    for (const [axis, {id, options}] of axes.entries()) {
        if (state[axis] === null) continue;
        if (!patterns.plain.test(reasons[axis])) refuse('page_no_reason', {axis: id});
        written[id] = {option: options[state[axis]].id, ...(reasons[axis] && {reason: reasons[axis]})};
    }
    const kept = String(dossier.project.title) === title ? dossier.project.title : title || say('template_untitled');
    const text = JSON.stringify({...dossier, project: {...dossier.project, title: kept}, answers: written}, null, 2) + '\n';
    if (new TextEncoder().encode(text).length > sheet.dossier.most) refuse('page_too_large', {most: sheet.dossier.most});
    return text;
}

// ---- Showing. All text is set as text.

let state = axes.map(() => null);
let answered = [];  // the axes, in the order in which they were answered
let language = document.documentElement.lang === 'en' ? 1 : 0;

const field = (id) => document.getElementById(id);
const of = (pair) => pair[language];
const say = (name, values = {}) => words[name][language]
    .replace(/\{(\w+)\}|(\{)\{|(\})\}/g, (_, key, opening, closing) => opening ?? closing ?? values[key]);
const listed = (texts) => texts.join(say('and'));
const sets = axes.map((_, axis) => field(`axis-${axis}`));

function node(name, children, data = {}) {
    const made = document.createElement(name);
    made.append(...[children].flat());
    Object.assign(made.dataset, data);
    return made;
}

const note = (pair) => node('small', of(pair));
const cited = ({text, note: citation}) => node('li', [of(text), note(citation)]);
const numbered = (at, list, data) => node('li', [`(${at + 1})`, node('ul', list)], data);
const warning = (text, data) => node('li', node('strong', text), data);
const answerText = (axis, option) => of(axes[axis].options[option].caption);
const readingsNamed = (rivals) => listed(rivals.map((rival) => say('reading_number', {number: rival + 1})));

// Show a section with its items, or hide it where there are none.
function show(id, items) {
    field(id).hidden = !items.length;
    field(id).querySelector('ul').replaceChildren(...items);
}

function render() {
    const order = askNext(state);
    const outcome = settled[numberOf(state)];
    const complete = !state.includes(null);
    document.title = of(sheet.title);
    arrange(order);
    renderQuestions(order);
    renderOutcome(outcome, complete);
    show('reasons', outcome < 0 ? [] : reasonItems(complete));
    show('next', order.map((axis) => node('li', of(axes[axis].caption), {axis: axes[axis].id})));
    renderPath();
    show('row', complete ? rowItems() : openDisputes());
    show('routes', outcome > 0 ? routeItems(routesTo(0, state), complete) : []);
    show('guidance', guidanceItems());
    show('follows', outcome < 0 ? [] : outcomes[outcome].follows.map(cited));
}

// Answered questions stay where they are, in the order of answering; the next one follows; the rest stand apart.
function arrange(order, all = false) {
    const asked = all ? [...axes.keys()] : [...answered, ...order.slice(0, 1)];
    const focused = document.activeElement;
    place(field('asked'), asked);
    place(field('others'), [...order.slice(1), ...axes.keys()].filter((axis, at, each) => !asked.includes(axis) && each.indexOf(axis) === at));
    field('later').hidden = asked.length === axes.length;
    if (document.activeElement !== focused) focused.focus();
}

function place(container, list) {
    for (const [at, axis] of list.entries())
        if (container.children[at] !== sets[axis]) container.insertBefore(sets[axis], container.children[at] ?? null);
}

function renderQuestions(order) {
    for (const [axis, set] of sets.entries()) {
        const option = state[axis];
        const needless = !isRelevant(state, axis);
        const status = option !== null ? 'answered' : needless ? 'needless' : axis === order[0] ? 'next' : 'later';
        set.dataset.status = status;
        set.dataset.needless = needless;
        for (const [at, input] of set.querySelectorAll('input').entries()) input.checked = at === option;
        set.querySelector('.given').hidden = option === null;
        const undecided = option !== null && axes[axis].options[option].undecided;
        set.querySelector('.status').textContent = [
            option === null && say('page_unanswered'), undecided && say('page_undecided'), needless && say('page_needless'),
            status === 'next' && say('page_next'),
        ].filter(Boolean).join(' ');
        set.querySelector('textarea').value = reasons[axis];
        set.querySelector('.printed').textContent = option !== null && reasons[axis] ? say('reason', {reason: reasons[axis]}) : '';
    }
}

// The outcomes that some answers leave possible, each with the combinations that lead to it.
function countsAfter(answers, name) {
    const counts = outcomes.map(() => 0);
    for (const each of combinations(answers)) counts[settled[numberOf(each)]] += 1;
    return [...outcomes.keys()].filter((each) => counts[each]).map((each) =>
        node(name, say('detail', {key: of(outcomes[each].text), value: say('count', {combinations: counts[each]})}),
            {outcome: outcomes[each].id, count: counts[each]}));
}

function renderOutcome(outcome, complete) {
    field('outcome').dataset.outcome = outcome < 0 ? '' : outcomes[outcome].id;
    field('verdict').textContent = outcome < 0 ? say('unsettled') : of(outcomes[outcome].verdict);
    const items = complete ? certaintyItems(outcome) : outcome < 0 ? countsAfter(state, 'li') : [];
    const needless = [...axes.keys()].filter((axis) => state[axis] === null && outcome >= 0);
    if (needless.length) items.push(node('li', say('left_open', {axes: listed(needless.map((axis) => of(axes[axis].caption)))})));
    field('certainty').replaceChildren(...items);
}

function certaintyItems(outcome) {
    const disputed = disputing(state), text = of(outcomes[outcome].text);
    if (!disputed.length)
        return rivals.length && outcome === 0 ? [node('li', say('undisputed_lightest', {outcome: text}))] : [];
    const decides = (rival) => decided[rival][numberOf(state)];
    const sides = [...new Set(disputed.map(decides))].map((other) => say('rival_side', {
        readings: readingsNamed(disputed.filter((rival) => decides(rival) === other)), outcome: of(outcomes[other].text),
    }));
    return [warning((sheet.cautious ? say('cautious_side', {outcome: text}) : '') + sides.join(''))];
}

function reasonItems(complete) {
    const found = reasonsFor(state);
    if (!found[0].length) return [node('li', say('reasons_none'))];
    const items = [node('li', found.length === 1 ? say('reasons_one') : say('reasons_many', {count: found.length}))];
    for (const [at, reason] of found.entries())
        items.push(numbered(at, reason.map((axis) => node('li', answerText(axis, state[axis]))),
            {reason: reason.map((axis) => axes[axis].options[state[axis]].id).join(' ')}));
    const still = [...axes.keys()].filter((axis) => complete && !isRelevant(state, axis));
    if (still.length) items.push(node('li', say('irrelevant', {axes: listed(still.map((axis) => axes[axis].id))})));
    return items;
}

function rowItems() {
    const row = adopted[rowOf(adopted, state)];
    const items = [node('li', [of(row.text), note(row.note)], {row: row.id})];
    for (const rival of disputing(state)) {
        const {id, text, note: citation} = sheet.rivals[rival];
        const outcome = of(outcomes[decided[rival][numberOf(state)]].text);
        const said = say('disputed_by', {reading: readingsNamed([rival]), text: of(text), outcome});
        items.push(node('li', [node('strong', said), note(citation)], {reading: id}));
    }
    return closing(items, 1);
}

function openDisputes() {
    const disputed = new Set(combinations(state).flatMap(disputing));
    const items = [...rivals.keys()].filter((rival) => disputed.has(rival)).map((rival) => {
        const {id, text, note: citation} = sheet.rivals[rival];
        const said = say('disputes_some', {reading: readingsNamed([rival]), text: of(text)});
        return node('li', [node('strong', said), note(citation)], {reading: id});
    });
    return closing(items, 0);
}

function closing(items, least) {
    if (items.length > least) return [...items, warning(say('check_officially'))];
    return rivals.length ? [...items, node('li', say('undisputed', {count: rivals.length}))] : items;
}

function routeItems(routes, complete) {
    const outcome = of(outcomes[0].text);
    if (!routes.length) return [node('li', say('no_route', {outcome}))];
    const said = say(complete ? 'each_route' : 'page_each_reopening', {outcome, count: routes.length});
    return [node('li', said), ...routes.map(({there, changed}, at) => {
        const steps = changed.map((axis) =>
            node('li', `${axes[axis].id}${axes[axis].options[state[axis]].mark} → ${answerText(axis, there[axis])}`));
        const disputed = complete ? disputing(there) : [];
        if (disputed.length) steps.push(warning(say('disputed_then', {readings: readingsNamed(disputed)})));
        if (!complete) steps.push(node('li', [say('page_left_then'), ...countsAfter(there, 'span').flatMap((each, at) => at ? [say('and'), each] : [each])]));
        return numbered(at, steps, {
            route: changed.map((axis) => axes[axis].options[there[axis]].id).join(' '),
            disputed: disputed.map((rival) => sheet.rivals[rival].id).join(' '),
        });
    })];
}

function guidanceItems() {
    const items = [];
    for (const [axis, {caption}] of axes.entries()) {
        const each = sheet.guidance.filter((one) => one.axis === axis && one.options.includes(state[axis]));
        if (each.length) items.push(node('li', [of(caption), node('ul', each.map(cited))]));
    }
    return items;
}

function renderPath() {
    const states = treeStates(state);
    for (const tree of document.querySelectorAll('#path svg')) {
        for (const part of tree.querySelectorAll('[data-box]')) part.dataset.state = states[part.dataset.box];
        for (const way of tree.querySelectorAll('[data-way]')) way.dataset.state = states[way.dataset.way];
        for (const way of tree.querySelectorAll('[data-way][data-state=taken]')) way.parentNode.append(way);
    }
    const items = [];
    let at = sheet.tree[0];
    while (at.axis !== undefined && state[at.axis] !== null) {
        const {axis} = at;
        items.push(node('li', answerText(axis, state[axis]), {axis: axes[axis].id}));
        at = sheet.tree.find(({parent, options}) => sheet.tree[parent] === at && options.includes(state[axis]));
    }
    if (at.outcome !== undefined) items.push(node('li', `→ ${of(outcomes[at.outcome].text)}`));
    else items.push(node('li', `${of(axes[at.axis].caption)} ${say('page_unanswered')}`));
    field('path').querySelector('ul').replaceChildren(...items);
}

// ---- What the reader does.

function answer(axis, option) {
    state = but(state, axis, option);
    answered = option === null ? answered.filter((each) => each !== axis) : [...new Set([...answered, axis])];
    render();
}

function tell(text) {
    field('told').textContent = text;
}

// Do what may be refused, and say why where it is.
function attempt(action) {
    try {
        tell(action());
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        tell(say('page_refused', {problem: error.message}));
    }
}

function save() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([writeDossier()], {type: 'application/json'}));
    link.download = say('page_file');
    link.click();
    return say('page_saved', {file: link.download});
}

function load(name, bytes) {
    const read = readDossier(bytes);
    [dossier, state, reasons] = [read.data, read.answers, read.given];
    answered = sheet.asking.filter((axis) => state[axis] !== null);
    field('title').value = dossier.project.title;
    render();
    return say('page_loaded', {file: shown(name)});
}

function speak(tag) {
    document.documentElement.lang = tag;
    language = tag === 'en' ? 1 : 0;
    for (const button of document.querySelectorAll('[data-language]')) button.ariaPressed = button.dataset.language === tag;
    tell('');
    render();
}

for (const [axis, set] of sets.entries()) {
    set.addEventListener('change', ({target}) => {
        if (target.type === 'radio') answer(axis, Number(target.value));
    });
    set.querySelector('textarea').addEventListener('input', ({target}) => {
        reasons[axis] = target.value;
        set.querySelector('.printed').textContent = target.value && say('reason', {reason: target.value});
    });
    set.querySelector('button').addEventListener('click', () => {
        answer(axis, null);
        const shown = set.closest('#asked') ? set : field('asked').lastElementChild;
        shown.querySelector('input').focus();
    });
}
for (const button of document.querySelectorAll('[data-language]'))
    button.addEventListener('click', () => speak(button.dataset.language));
field('save').addEventListener('click', () => attempt(save));
field('print').addEventListener('click', () => print());
field('clear').addEventListener('click', () => {
    [state, answered] = [axes.map(() => null), []];
    render();
});
field('load').addEventListener('change', async ({target}) => {
    const [file] = target.files;
    if (!file) return;
    const bytes = await file.slice(0, sheet.dossier.most + 1).arrayBuffer();
    target.value = '';
    attempt(() => load(file.name, bytes));
});
// On paper the sheet has every axis, in its own order.
addEventListener('beforeprint', () => arrange([], true));
addEventListener('afterprint', () => render());
field('form').hidden = false;
render();
