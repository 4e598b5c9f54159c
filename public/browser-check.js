/*
 * Says why the program has not started, where an old browser or a network keeps it from saying anything itself. It is
 * read by browsers of any age, so it is ECMAScript 3, and takes no part in the build. It styles its words itself, for
 * a page that has lost its style sheet; a style attribute would not pass the Content-Security-Policy.
 */
(function () {
  var NEEDED =
    'Rollcall needs Chromium, Chrome or Edge 88, Firefox 98, Safari 15.4, or a newer one of these. ' +
    'On Android and on televisions, the version of the web view counts.';
  var RETRY_SECONDS = 10;
  var PATIENCE_MS = 60000;
  /** What did not help is tried again after this, then after twice as long each time, up to the longest. */
  var FIRST_PAUSE_MS = 40000;
  var LONGEST_PAUSE_MS = 300000;
  /** A reload longer ago than this has helped. */
  var FORGOTTEN_MS = 900000;
  /** Where the last reload is noted, so that the note outlives it. */
  var NOTE = 'rollcall-start';
  /** What React replaces by the board as soon as it starts. */
  var PLACE = 'not-started';

  var isRetrying = false;
  var lacksStyle = false;
  var tries = 0;
  var since = '';
  var beganMs = 0;

  function place() {
    return document.getElementById(PLACE);
  }

  /** What came with the versions above, or shortly before them: modules, syntax of 2021, :where() and <dialog>. */
  function isTooOld() {
    return !(
      'noModule' in document.createElement('script') &&
      'replaceAll' in String.prototype &&
      'any' in Promise &&
      window.CSS &&
      CSS.supports('selector(:where(a))') &&
      'showModal' in document.createElement('dialog')
    );
  }

  function browserName() {
    var agent = navigator.userAgent;
    var known = [
      [/Edge?\/(\d+)/, 'Edge'],
      [/SamsungBrowser\/(\d+)/, 'Samsung Internet'],
      [/Chrom(?:e|ium)\/(\d+)/, 'Chrome or Chromium'],
      [/Firefox\/(\d+)/, 'Firefox'],
      [/Version\/(\d+(?:\.\d+)?).* Safari/, 'Safari'],
      [/MSIE (\d+)/, 'Internet Explorer'],
      [/Trident\/.*rv:(\d+)/, 'Internet Explorer']
    ];
    for (var i = 0; i < known.length; i += 1) {
      var match = known[i][0].exec(agent);
      if (match) return known[i][1] + ' ' + match[1];
    }
    return agent;
  }

  function clock() {
    var now = new Date();
    var parts = [now.getHours(), now.getMinutes(), now.getSeconds()];
    for (var i = 0; i < 3; i += 1) parts[i] = (parts[i] < 10 ? '0' : '') + parts[i];
    return parts.join(':');
  }

  /** Puts a title and sentences in the place of the board, in its dark colours. */
  function show(title, sentences) {
    var element = place();
    if (!element) return;
    document.body.style.background = '#0b0f14';
    var style = element.style;
    style.visibility = 'visible';
    style.animation = 'none';
    style.margin = '0';
    style.padding = '2em';
    style.color = '#e8eef4';
    style.fontFamily = '"IBM Plex Sans", sans-serif';
    style.fontSize = Math.max(16, Math.round((window.innerWidth || 960) / 60)) + 'px';
    style.lineHeight = '1.5';
    element.setAttribute('role', 'alert');
    while (element.firstChild) element.removeChild(element.firstChild);
    var head = document.createElement('strong');
    head.appendChild(document.createTextNode(title));
    element.appendChild(head);
    for (var i = 0; i < sentences.length; i += 1) {
      var line = document.createElement('span');
      line.style.display = 'block';
      line.style.color = '#a9b6c3';
      line.appendChild(document.createTextNode(sentences[i]));
      element.appendChild(line);
    }
  }

  function tellTooOld() {
    show('This browser is too old for Rollcall', ['It is ' + browserName() + '.', NEEDED]);
  }

  /** Fetches an address past the cache of failures; `done` is called once, with the text, or with null. */
  function get(address, done) {
    var request = new XMLHttpRequest();
    request.open('GET', address, true);
    request.timeout = RETRY_SECONDS * 1000;
    request.onload = function () {
      done(request.status === 200 ? request.responseText : null);
    };
    request.onerror = request.ontimeout = function () {
      done(null);
    };
    request.send();
  }

  /** Calls `done` once it is known whether all of them can be had. */
  function getAll(addresses, done) {
    if (addresses.length === 0) return done(true);
    get(addresses[0], function (text) {
      if (text === null) done(false);
      else getAll(addresses.slice(1), done);
    });
  }

  /** What is known of the last reload. A browser that lets nobody take notes is reloaded seldom. */
  function lastReload() {
    try {
      return JSON.parse(sessionStorage.getItem(NOTE)) || {};
    } catch (_) {
      return { atMs: beganMs, pauseMs: LONGEST_PAUSE_MS };
    }
  }

  /**
   * Whether a reload may help, and takes note of it: at once for a program that was not tried, and else, since what
   * does not start once seldom starts the next time, after a growing pause.
   */
  function mayReload(entry) {
    var script = document.querySelector('script[type="module"]');
    var nowMs = Date.now();
    var last = lastReload();
    var agoMs = Math.abs(nowMs - last.atMs);
    if (!(agoMs < FORGOTTEN_MS)) last = { pauseMs: 0 };
    var isTried = entry === last.entry || (script && entry === script.getAttribute('src'));
    if (isTried && agoMs < last.pauseMs) return false;
    var pauseMs = Math.min(Math.max(last.pauseMs * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    try {
      sessionStorage.setItem(NOTE, JSON.stringify({ atMs: nowMs, entry: entry, pauseMs: pauseMs }));
    } catch (_) {}
    return true;
  }

  /** A reload during an outage would put the browser's own error page here, for good: all is fetched first. */
  function tryAgain(tell) {
    tries += 1;
    get('/', function (page) {
      var assets = [];
      (page || '').replace(/(?:src|href)="(\/assets\/[^"]+)"/g, function (_, address) {
        assets.push(address);
      });
      var entry = /<script[^>]+src="(\/assets\/[^"]+)"/.exec(page || '');
      getAll(assets, function (hasAll) {
        if (entry && hasAll && mayReload(entry[1])) location.reload();
        else count(tell, RETRY_SECONDS);
      });
    });
  }

  /** Counts down to the next try, unless it is not needed any more. */
  function count(tell, seconds) {
    if (!place() && !lacksStyle) return;
    var triesText =
      tries === 0 ? '' : tries + (tries === 1 ? ' try' : ' tries') + ' since ' + since + ', ';
    tell(triesText + 'next in ' + seconds + ' s');
    setTimeout(function () {
      if (seconds > 1) count(tell, seconds - 1);
      else tryAgain(tell);
    }, 1000);
  }

  function retry(tell) {
    if (isRetrying) return;
    isRetrying = true;
    since = clock();
    beganMs = Date.now();
    count(tell, RETRY_SECONDS);
  }

  function tellNotLoaded(next) {
    show('Rollcall could not be loaded', [location.host + ' did not give all of the page.', next]);
  }

  function noteError(event) {
    var what = event.target;
    if (isTooOld()) return;
    // A page without its style sheet starts, and would look broken for good.
    lacksStyle = lacksStyle || what.rel === 'stylesheet';
    if (what.tagName === 'SCRIPT' || what.rel === 'stylesheet') retry(tellNotLoaded);
    else if (what === window && place()) {
      retry(function (next) {
        show('Rollcall could not start', [
          event.message,
          'The browser is ' + browserName() + '.',
          NEEDED,
          next
        ]);
      });
    }
  }

  // What fails to load tells only those that listen on the way down to it.
  if (window.addEventListener) window.addEventListener('error', noteError, true);

  setTimeout(function () {
    if (place() && document.readyState !== 'complete' && !isTooOld()) retry(tellNotLoaded);
  }, PATIENCE_MS);

  if (isTooOld()) {
    if (document.addEventListener) document.addEventListener('DOMContentLoaded', tellTooOld);
    else window.attachEvent('onload', tellTooOld);
  }
})();
