import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.rewrite.MaskMode;
import org.apache.parquet.hadoop.rewrite.ParquetRewriter;
import org.apache.parquet.hadoop.rewrite.RewriteOptions;

/** parquet-java's own rewriter, for the jobs that it can do: Rewriter IN OUT [COLUMN…], columns become NULL. */
public class Rewriter {
  public static void main(String[] arguments) throws Exception {
    var options = new RewriteOptions.Builder(new Configuration(false), new Path(arguments[0]), new Path(arguments[1]));
    Map<String, MaskMode> masks = new HashMap<>();
    for (int i = 2; i < arguments.length; i++) masks.put(arguments[i], MaskMode.NULLIFY);
    if (!masks.isEmpty()) options.mask(masks);
    try (var rewriter = new ParquetRewriter(options.build())) {
      rewriter.processBlocks();
    }
  }
}
