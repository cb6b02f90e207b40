import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

/** UIMA XMI, read by Apache UIMA itself; prints what every reader here prints. */
public class Xmi {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<String> read = new ArrayList<>();
        String error = "";
        try {
            CAS cas = loaded(folder);
            Type mention = cas.getTypeSystem().getType("dvo.Entity");
            for (AnnotationFS found : cas.getAnnotationIndex(mention)) {
                String said = quoted(found.getCoveredText());
                read.add("[" + value(found, "label") + ", " + said + ", " + value(found, "link") + "]");
            }
        } catch (Exception refusal) {
            read.clear();
            error = refusal.getClass().getSimpleName() + ": " + refusal.getMessage();
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String version = "{\"Apache UIMA\": " + quoted(UIMAFramework.getVersionString()) + "}";
        String mentions = "[" + String.join(", ", read) + "]";
        out.println("{\"versions\": " + version + ", \"read\": " + mentions + ", \"error\": " + quoted(error) + "}");
    }

    private static CAS loaded(Path folder) throws Exception {
        TypeSystemDescription types = UIMAFramework.getXMLParser()
            .parseTypeSystemDescription(new XMLInputSource(folder.resolve("TypeSystem.xml").toFile()));
        CAS cas = CasCreationUtils.createCas(types, null, null);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.xmi");
                InputStream file = new FileInputStream(files.iterator().next().toFile())) {
            XmiCasDeserializer.deserialize(file, cas);
        }
        return cas;
    }

    private static String value(AnnotationFS found, String feature) {
        return quoted(found.getFeatureValueAsString(found.getType().getFeatureByBaseName(feature)));
    }

    /** A JSON string in ASCII, or null. */
    private static String quoted(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder written = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            boolean plain = unit >= ' ' && unit <= '~' && unit != '"' && unit != '\\';
            written.append(plain ? String.valueOf(unit) : String.format("\\u%04x", (int) unit));
        }
        return written.append('"').toString();
    }
}
