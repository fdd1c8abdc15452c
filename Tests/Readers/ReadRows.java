import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/**
 * parquet-java, asked for the rows of files: a line of input for each, a path and, behind a tab, the least "id" that is wanted, which
 * statistics and page indexes then help to find. A row is a line of JSON as the file has it: groups as objects, what repeats as arrays,
 * numbers as they are stored, bytes in base64. Behind the rows stands a line "." or one with what went wrong.
 */
public class ReadRows {
  public static void main(String[] arguments) throws Exception {
    var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var request = requests.readLine(); request != null; request = requests.readLine()) {
      var parts = request.split("\t");
      var text = new StringBuilder();
      try {
        read(Path.of(parts[0]), parts.length > 1 ? Long.valueOf(parts[1]) : null, text);
        text.append(".\n");
      } catch (Exception error) {
        text = new StringBuilder("! " + error.toString().replace('\n', ' ') + "\n");
      }
      System.out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      System.out.flush();
    }
  }

  private static void read(Path path, Long least, StringBuilder text) throws Exception {
    var builder = new ParquetReader.Builder<Group>(new LocalInputFile(path), new PlainParquetConfiguration()) {
      @Override
      protected ReadSupport<Group> getReadSupport() {
        return new GroupReadSupport();
      }
    };
    builder.usePageChecksumVerification();
    if (least != null) builder.withFilter(FilterCompat.get(FilterApi.gtEq(FilterApi.longColumn("id"), least)));
    try (var reader = builder.build()) {
      for (var row = reader.read(); row != null; row = reader.read()) {
        write(row, text);
        text.append('\n');
      }
    }
  }

  private static void write(Group group, StringBuilder text) {
    GroupType type = group.getType();
    for (int field = 0; field < type.getFieldCount(); field++) {
      text.append(field == 0 ? "{\"" : ",\"").append(type.getFieldName(field)).append("\":");
      int count = group.getFieldRepetitionCount(field);
      boolean repeats = type.getType(field).isRepetition(Type.Repetition.REPEATED);
      if (!repeats && count == 0) text.append("null");
      if (repeats) text.append('[');
      for (int index = 0; index < count; index++) {
        if (index > 0) text.append(',');
        write(group, type.getType(field), field, index, text);
      }
      if (repeats) text.append(']');
    }
    text.append('}');
  }

  private static void write(Group group, Type type, int field, int index, StringBuilder text) {
    if (!type.isPrimitive()) {
      write(group.getGroup(field, index), text);
      return;
    }
    switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> text.append(group.getBoolean(field, index));
      case INT32 -> text.append(group.getInteger(field, index));
      case INT64 -> text.append(group.getLong(field, index));
      // As the decimals of a double, which a float is too; Python reads the names of what is no number.
      case FLOAT -> text.append((double) group.getFloat(field, index));
      case DOUBLE -> text.append(group.getDouble(field, index));
      case INT96 -> append(group.getInt96(field, index).getBytes(), text);
      default -> append(group.getBinary(field, index).getBytes(), text);
    }
  }

  private static void append(byte[] bytes, StringBuilder text) {
    text.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
  }
}
