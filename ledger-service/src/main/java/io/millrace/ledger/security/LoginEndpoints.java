package io.millrace.ledger.security;

import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Body;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// `/login`: whoever was told the code that was made up at this start gets a token for it, once, within an hour. There
/// is no password, so there is none to forget, to guess or to leave as it was.
public final class LoginEndpoints {
    private static final Duration CODE_LIFETIME = Duration.ofHours(1);
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(8);
    private static final int CODE_BYTES = 24;
    private static final int BYTES_MAX = 1_000;
    private static final double TRIES_PER_SECOND = 0.1;
    private static final int TRIES_AT_ONCE = 10;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Millrace: log in</title>
            <style>
              :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
              body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
              input, button { font: inherit; padding: .3rem .6rem; }
              input { width: 24rem; max-width: 100%; }
              pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #8882; padding: .8rem; }
            </style>
            """;
    private static final String ASK = HEAD + """
            <h1>Log in</h1>
            <p>The code was shown where Millrace was started. It is good for an hour, and once.</p>
            <form method="post" action="/login">
            <p><label>Code <input name="code" autocomplete="off" required autofocus></label>
            <button>Log in</button></p>
            </form>
            <p><code>./millrace token</code> makes tokens for scripts, with any role.</p>
            </html>
            """;
    private static final String TOLD = HEAD + """
            <h1>You are in</h1>
            <p>This token holds all roles of its tenant and is good for eight hours. Send it as <code>Authorization: Bearer</code>:</p>
            <pre>{token}</pre>
            </html>
            """;

    private final OwnIssuer issuer;
    private final Principal holder;
    private final String audience;
    private final InstantSource clock;
    private final Instant codeUntil;
    private final String code;
    private final AtomicBoolean isUsed = new AtomicBoolean();
    private final Buckets tries = new Buckets(TRIES_PER_SECOND, TRIES_AT_ONCE, System::nanoTime);

    /// @param holder whom the token is for
    public LoginEndpoints(OwnIssuer issuer, Principal holder, String audience, InstantSource clock) {
        this.issuer = issuer;
        this.holder = holder;
        this.audience = audience;
        this.clock = clock;
        this.codeUntil = clock.instant().plus(CODE_LIFETIME);
        byte[] random = new byte[CODE_BYTES];
        new SecureRandom().nextBytes(random);
        this.code = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// The code of this start, for whoever started it.
    public String code() {
        return code;
    }

    /// The page and what it sends.
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/login", Access.anyone())
                        .named("getLogin", KeyEndpoints.TAG, "The page to log in at")
                        .answers(Answer.of(200, Reply.HTML, "The page"))
                        .handledBy(request -> Reply.page(ASK)),
                Endpoint.post("/login", Access.anyone())
                        .named("postLogin", KeyEndpoints.TAG, "Get a token for the code shown at the start")
                        .reads(new Body("The code", BYTES_MAX, Map.of(FORM, JsonSchema.text()), Set.of()))
                        .answers(Answer.of(200, Reply.HTML, "The token, as a page"))
                        .problem(ProblemType.INVALID_CREDENTIALS, "The code is wrong, used or over")
                        .problem(ProblemType.RATE_LIMITED, "Too many wrong codes")
                        .handledBy(this::login));
    }

    private Reply login(Request request) {
        OptionalInt wait = tries.take(request.caller().source());
        if (wait.isPresent()) {
            throw Refusals.tooFast("Too many codes were tried.", wait.getAsInt());
        }
        byte[] right = ("code=" + code).getBytes(StandardCharsets.US_ASCII);
        boolean isRight = MessageDigest.isEqual(right, request.bytes());
        if (!isRight || clock.instant().isAfter(codeUntil) || !isUsed.compareAndSet(false, true)) {
            throw Refusals.invalid("The code is wrong, used or over. ./millrace token makes tokens at any time.");
        }
        String token = issuer.token(holder, audience, clock.instant(), TOKEN_LIFETIME);
        return Reply.page(TOLD.replace("{token}", token));
    }
}
