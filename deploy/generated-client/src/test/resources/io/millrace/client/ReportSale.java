import java.math.BigDecimal;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.function.Function;
