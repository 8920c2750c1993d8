package org.inception4j.app.bench;

/** What is measured, in a process of its own; {@link Service} answers for it. */
public interface Contender {
    /** What it is made of, with versions. */
    String libraries();

    /**
     * Makes everything ready for a task.
     *
     * @throws Skip when this contender does not do such tasks
     */
    Work prepare(Task task) throws Exception;

    /** One batch of a task, again and again. It owns what was made ready: close it. */
    interface Work extends AutoCloseable {
        void run() throws Exception;

        @Override
        void close();

        /** @param closings in this order */
        static Work of(Runnable run, Runnable... closings) {
            return new Work() {
                @Override
                public void run() {
                    run.run();
                }

                @Override
                public void close() {
                    for (Runnable closing : closings) {
                        closing.run();
                    }
                }
            };
        }
    }

    /** What a contender does not do, as a reason for people. */
    final class Skip extends Exception {
        private static final long serialVersionUID = 1;

        public Skip(String reason) {
            super(reason);
        }
    }
}
