package org.inception4j.training;

import java.nio.file.Path;
import org.inception4j.engine.Engine;
import org.inception4j.model.Model;
import org.inception4j.vision.ImageFolder;

/**
 * What a training on pictures is going to do, to be told before it begins.
 *
 * @param network its name in the zoo
 * @param from name of the network that is fine-tuned, or empty
 * @param model as it is trained, auxiliary heads included
 */
public record TrainingOutline(
        String network,
        String from,
        Model model,
        Engine engine,
        Recipe recipe,
        ImageFolder training,
        ImageFolder validation,
        Path runFolder) {}
