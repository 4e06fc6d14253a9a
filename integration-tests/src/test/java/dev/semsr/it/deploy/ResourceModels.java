package dev.semsr.it.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import java.util.Map;
import org.apache.flink.kubernetes.operator.api.spec.FlinkDeploymentSpec;
import org.apache.flink.kubernetes.operator.api.spec.FlinkStateSnapshotSpec;

/**
 * Checks resources against the Java classes that Kubernetes clients, Strimzi and Flink's operator
 * publish: every field must be known there and have the right type.
 */
final class ResourceModels {

    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .registerModule(new SimpleModule().setDeserializerModifier(new NoAnyFields()));

    private static final Map<String, Class<?>> WHOLE =
            Map.of(
                    "v1 ConfigMap", ConfigMap.class,
                    "v1 ServiceAccount", ServiceAccount.class,
                    "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
                    "rbac.authorization.k8s.io/v1 Role", Role.class,
                    "rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class,
                    "batch/v1 CronJob", CronJob.class,
                    "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
                    "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
                    "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
                    "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);

    private static final Map<String, Class<?>> SPECS =
            Map.of(
                    "flink.apache.org/v1beta1 FlinkDeployment", FlinkDeploymentSpec.class,
                    "flink.apache.org/v1beta1 FlinkStateSnapshot", FlinkStateSnapshotSpec.class,
                    "kafka.strimzi.io/v1 KafkaTopic", KafkaTopicSpec.class);

    private ResourceModels() {}

    /** What is wrong with a resource; empty if nothing. */
    static String mistake(ObjectNode resource) {
        String kind = resource.path("apiVersion").asText() + " " + resource.path("kind").asText();
        if (WHOLE.containsKey(kind)) {
            return mistake(resource, WHOLE.get(kind));
        }
        if (SPECS.containsKey(kind)) {
            return mistake(spec(resource), SPECS.get(kind));
        }
        return "nobody knows " + kind;
    }

    /**
     * Without {@code flinkVersion}: the newest published classes of the operator end at Flink 1.20,
     * the operator itself does not. {@link FlinkDeploymentTest} looks at it.
     */
    private static JsonNode spec(ObjectNode resource) {
        ObjectNode spec = resource.get("spec").deepCopy();
        spec.remove("flinkVersion");
        return spec;
    }

    private static String mistake(JsonNode json, Class<?> type) {
        try {
            STRICT.treeToValue(json, type);
            return "";
        } catch (JsonProcessingException wrong) {
            return wrong.getMessage();
        }
    }

    /** The classes would take any field and keep it aside; here an unknown one is a mistake. */
    private static final class NoAnyFields extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config,
                BeanDescription description,
                BeanDeserializerBuilder builder) {
            builder.setAnySetter(null);
            builder.setIgnoreUnknownProperties(false);
            return builder;
        }
    }
}
