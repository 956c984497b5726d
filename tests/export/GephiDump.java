import java.awt.Color;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Imports a file as Gephi does and prints what arrived, one tab-separated record a line, texts as JSON strings. */
public class GephiDump {
  static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  public static void main(String[] args) throws Exception {
    Lookup.getDefault().lookup(ProjectController.class).newProject();
    Workspace workspace = Lookup.getDefault().lookup(ProjectController.class).getCurrentWorkspace();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    Container container = importer.importFile(new File(args[0]));
    container.getLoader().setAllowParallelEdge(true);
    container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
    importer.process(container, new DefaultProcessor(), workspace);
    container.getReport().getIssues(Integer.MAX_VALUE).forEachRemaining(i -> {
      if (i.getLevel() != Issue.Level.INFO) OUT.println("issue\t" + quoted(i.getMessage()));
    });
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    columns("node", model.getNodeTable());
    columns("edge", model.getEdgeTable());
    for (Node node : model.getGraph().getNodes()) {
      OUT.println("node\t" + quoted(node.getId()) + "\t" + color(node.getColor()) + "\t" + node.size());
      values("node", node, model.getNodeTable());
    }
    for (Edge edge : model.getGraph().getEdges()) {
      String ends = quoted(edge.getSource().getId()) + "\t" + quoted(edge.getTarget().getId());
      OUT.println("edge\t" + quoted(edge.getId()) + "\t" + color(edge.getColor()) + "\t" + edge.getWeight() + "\t" + ends
          + "\t" + edge.isDirected() + "\t" + quoted(String.valueOf(edge.getTypeLabel())));
      values("edge", edge, model.getEdgeTable());
    }
    System.exit(0);
  }

  static void columns(String kind, Table table) {
    for (Column column : table) OUT.println("column\t" + kind + "\t" + quoted(column.getTitle()) + "\t" + column.getTypeClass().getSimpleName());
  }

  static void values(String kind, Element element, Table table) {
    for (Column column : table) {
      Object value = element.getAttribute(column);
      if (value != null) {
        OUT.println("value\t" + kind + "\t" + quoted(element.getId()) + "\t" + quoted(column.getTitle()) + "\t" + quoted(value.toString()));
      }
    }
  }

  static String color(Color color) {
    return color.getRed() + "," + color.getGreen() + "," + color.getBlue();
  }

  static String quoted(Object text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toString().toCharArray()) {
      if (c == '"' || c == '\\' || c < 0x20 || c > 0x7e) out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    return out.append('"').toString();
  }
}
