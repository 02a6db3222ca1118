import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;

/** Runs a node from its published artifacts, with the modules and plugins of its home folder. */
public class OpenSearchNode {
  static final class ThisNode extends Node {
    ThisNode(Settings settings, Path config) {
      super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> "node"), List.of(), true);
    }
  }

  /** Arguments: home folder, folder of opensearch.yml. */
  public static void main(String[] args) throws Exception {
    Settings home = Settings.builder().put("path.home", args[0]).build();
    new ThisNode(home, Path.of(args[1])).start();
    Thread.currentThread().join();
  }
}
