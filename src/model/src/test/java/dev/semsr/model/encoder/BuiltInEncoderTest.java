package dev.semsr.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.semsr.core.encoding.TextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInEncoderTest {

    private static TextEncoder encoder;

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        encoder = EncoderSpec.DEFAULT.open();
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void vectorsAre384WideAndOfLength1() {
        float[] vector = encoder.encode(List.of("Trail running shoe")).get(0);

        assertThat(encoder.width()).isEqualTo(384);
        assertThat(vector).hasSize(384);
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void similarTitlesAreNearerThanUnlikeOnes() {
        List<float[]> vectors =
                encoder.encode(
                        List.of(
                                "Trail running shoe for women",
                                "Women's running shoes, trail",
                                "Cast iron frying pan"));

        assertThat(cosine(vectors.get(0), vectors.get(1)))
                .isGreaterThan(cosine(vectors.get(0), vectors.get(2)) + 0.2);
    }

    @Test
    void theSameTextHasTheSameVectorWhateverIsEncodedBesideIt() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            texts.add("Pot number " + i);
        }

        List<float[]> together = encoder.encode(texts);

        for (int i = 0; i < texts.size(); i++) {
            assertThat(encoder.encode(List.of(texts.get(i))).get(0)).isEqualTo(together.get(i));
        }
    }

    @Test
    void anOnnxFolderWithTheSameModelGivesTheSameVectors() throws IOException {
        copy("bge-small-en-v1.5-q.onnx", "model.onnx");
        copy("bge-small-en-v1.5-q-tokenizer.json", "tokenizer.json");

        try (TextEncoder onnx = EncoderSpec.parse("onnx:" + folder + "#cls").open()) {
            assertThat(onnx.name()).matches("onnx:" + folder.getFileName() + "@[0-9a-f]{12}#cls");
            assertThat(onnx.width()).isEqualTo(384);
            assertThat(onnx.encode(List.of("Lamp")).get(0))
                    .isEqualTo(encoder.encode(List.of("Lamp")).get(0));
        }
    }

    @Test
    void aJarOfAnEncoderGivesTheSameVectorsAsTheOneOnTheClassPath() throws Exception {
        Path jar =
                Path.of(
                        BgeSmallEnV15QuantizedEmbeddingModel.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());

        try (TextEncoder onnx = EncoderSpec.parse("onnx:" + jar + "#cls").open()) {
            assertThat(onnx.name()).matches("onnx:.*bge-small-en-v15-q.*@[0-9a-f]{12}#cls");
            assertThat(onnx.encode(List.of("Lamp")).get(0))
                    .isEqualTo(encoder.encode(List.of("Lamp")).get(0));
        }
    }

    @Test
    void aJarWithoutEncoderIsExplained() throws IOException {
        Path jar = folder.resolve("empty.jar");
        assertThatThrownBy(() -> EncoderSpec.parse("onnx:" + jar).open())
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("There is no " + jar);
        Files.writeString(jar, "no jar");
        assertThatThrownBy(() -> EncoderSpec.parse("onnx:" + jar).open())
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining(jar + " cannot be read as a jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        assertThatThrownBy(() -> EncoderSpec.parse("onnx:" + jar).open())
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("holds 0 files *.onnx, but one is needed");
    }

    @Test
    void thePoolingOfAFolderIsRead() throws IOException {
        copy("bge-small-en-v1.5-q.onnx", "model.onnx");
        copy("bge-small-en-v1.5-q-tokenizer.json", "tokenizer.json");
        assertThat(OnnxFolder.at(folder, "").pooling().name()).isEqualTo("MEAN");
        Files.createDirectory(folder.resolve("1_Pooling"));
        Files.writeString(
                folder.resolve("1_Pooling/config.json"), "{\"pooling_mode_cls_token\": true}");

        assertThat(OnnxFolder.at(folder, "").pooling().name()).isEqualTo("CLS");
        assertThatThrownBy(() -> OnnxFolder.at(folder, "max"))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("'max'");
    }

    @Test
    void aFolderWithoutModelIsNamed() {
        assertThatThrownBy(() -> EncoderSpec.parse("onnx:" + folder).open())
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("There is no " + folder.resolve("model.onnx"));
    }

    @Test
    void aFileThatIsNoModelIsExplained() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "no model");
        copy("bge-small-en-v1.5-q-tokenizer.json", "tokenizer.json");

        assertThatThrownBy(() -> EncoderSpec.parse("onnx:" + folder).open())
                .isInstanceOf(EncoderException.class)
                .hasMessageContainingAll("model.onnx", "no sentence encoder");
    }

    private void copy(String resource, String file) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/" + resource)) {
            Files.copy(in, folder.resolve(file));
        }
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
